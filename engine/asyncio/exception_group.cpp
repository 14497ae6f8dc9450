#include <asyncio/errors.hpp>
#include <asyncio/exception_group.hpp>
#include <utility>

#include "../core/exception_kind.hpp"

namespace asyncio {
namespace {

using detail::ExceptionFilter;
using detail::ExceptionKind;

/// The group that an exception is, or none.
std::optional<ExceptionGroup> as_group(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const ExceptionGroup& group) {
    return group;
  } catch (...) {
    return std::nullopt;
  }
}

void check_exceptions(const std::vector<std::exception_ptr>& exceptions) {
  if (exceptions.empty()) throw ValueError("second argument (exceptions) must be a non-empty sequence");
  for (std::size_t i = 0; i != exceptions.size(); ++i) {
    switch (detail::kind_of_exception(exceptions[i])) {
      case ExceptionKind::none:
        throw ValueError("Item " + std::to_string(i) + " of second argument (exceptions) is not an exception");
      case ExceptionKind::cancelled:
      case ExceptionKind::generator_exit:
        throw TypeError("Cannot nest a CancelledError or GeneratorExit in an ExceptionGroup");
      case ExceptionKind::error:
        break;
    }
  }
}

}  // namespace

struct ExceptionGroup::Contents {
  std::string message;
  std::vector<std::exception_ptr> exceptions;
  std::string text;
};

ExceptionGroup::ExceptionGroup(std::string message, std::vector<std::exception_ptr> exceptions) {
  check_exceptions(exceptions);
  std::string text = message + " (" + std::to_string(exceptions.size()) + " sub-exception";
  text += exceptions.size() == 1 ? ")" : "s)";
  contents_ = std::make_shared<const Contents>(Contents{std::move(message), std::move(exceptions), std::move(text)});
}

ExceptionGroup::ExceptionGroup(const ExceptionGroup&) noexcept = default;
ExceptionGroup& ExceptionGroup::operator=(const ExceptionGroup&) noexcept = default;
ExceptionGroup::~ExceptionGroup() = default;

const std::string& ExceptionGroup::message() const noexcept { return contents_->message; }
const std::vector<std::exception_ptr>& ExceptionGroup::exceptions() const noexcept { return contents_->exceptions; }
const char* ExceptionGroup::what() const noexcept { return contents_->text.c_str(); }

std::optional<ExceptionGroup> ExceptionGroup::derive(std::vector<std::exception_ptr> exceptions) const {
  if (exceptions.empty()) return std::nullopt;
  return ExceptionGroup(message(), std::move(exceptions));
}

std::pair<std::optional<ExceptionGroup>, std::optional<ExceptionGroup>> ExceptionGroup::split_by(
    ExceptionFilter matches, bool with_rest) const {
  if (matches(std::make_exception_ptr(*this))) return {*this, std::nullopt};
  std::vector<std::exception_ptr> match;
  std::vector<std::exception_ptr> rest;
  for (const auto& exception : exceptions()) {
    if (const auto group = as_group(exception)) {
      auto [inner_match, inner_rest] = group->split_by(matches, with_rest);
      if (inner_match) match.push_back(std::make_exception_ptr(*std::move(inner_match)));
      if (inner_rest) rest.push_back(std::make_exception_ptr(*std::move(inner_rest)));
    } else if (matches(exception)) {
      match.push_back(exception);
    } else if (with_rest) {
      rest.push_back(exception);
    }
  }
  return {derive(std::move(match)), derive(std::move(rest))};
}

}  // namespace asyncio
