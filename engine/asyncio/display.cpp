#include <asyncio/display.hpp>

#include <algorithm>
#include <asyncio/print.hpp>
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "../ports/display.hpp"

namespace asyncio {
namespace {

// A change of less than this part of the whole is not drawn: no bar is wider than a thousand pixels.
constexpr double smallest_visible_part = 1e-3;

bool is_mime_name(std::string_view name) {
  // "restricted-name" of RFC 6838, section 4.2.
  constexpr std::string_view others = "!#$&-^_.+";
  const auto is_alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !name.empty() && name.size() <= 127 && is_alphanumeric(name[0]) &&
         std::ranges::all_of(name, [&](char c) { return is_alphanumeric(c) || others.contains(c); });
}

bool is_mime_type(std::string_view mime) {
  const bool printable = std::ranges::all_of(mime, [](char c) { return c >= ' ' && c <= '~'; });
  const std::string_view essence = mime.substr(0, mime.find(';'));
  const std::size_t slash = essence.find('/');
  return printable && slash != std::string_view::npos && is_mime_name(essence.substr(0, slash)) &&
         is_mime_name(essence.substr(slash + 1));
}

double require_finite(double value, std::string_view what) {
  if (!std::isfinite(value))
    throw std::invalid_argument(asyncio::format("{} must be a finite number, not {}", what, value));
  return value;
}

double require_total(double total) {
  require_finite(total, "the total of a progress bar");
  if (total < 0) {
    throw std::invalid_argument(asyncio::format("the total of a progress bar must not be negative, but is {}", total));
  }
  return total;
}

std::uint32_t next_progress_id() {
  static std::atomic<std::uint32_t> last = 0;
  return ++last;
}

}  // namespace

void display(std::string_view mime, std::string_view data, std::string_view alt) {
  if (!is_mime_type(mime)) {
    throw std::invalid_argument(asyncio::format(
        "display() needs a MIME type such as \"image/png\" as its first argument, not \"{}\"", mime.substr(0, 100)));
  }
  core::show(mime, data, alt);
}

Progress::Progress(double total, std::string_view label)
    : id_(next_progress_id()), label_(label), total_(require_total(total)) {
  show(false);
}

Progress::Progress(Progress&& other) noexcept
    : id_(std::exchange(other.id_, 0)),
      label_(std::move(other.label_)),
      total_(other.total_),
      value_(other.value_),
      shown_(other.shown_) {}

Progress& Progress::operator=(Progress&& other) noexcept {
  if (this != &other) {
    close();
    id_ = std::exchange(other.id_, 0);
    label_ = std::move(other.label_);
    total_ = other.total_;
    value_ = other.value_;
    shown_ = other.shown_;
  }
  return *this;
}

Progress::~Progress() { close(); }

void Progress::update(double n) { set(value_ + require_finite(n, "the step of a progress bar")); }

void Progress::set(double value) {
  require_finite(value, "the value of a progress bar");
  if (id_ == 0) return;
  value_ = value;
  const double whole = total_ > 0 ? total_ : std::abs(value);
  const bool completed = value >= total_ && shown_ < total_;
  if (completed || std::abs(value - shown_) >= whole * smallest_visible_part) show(false);
}

void Progress::close() {
  if (id_ == 0) return;
  show(true);
  id_ = 0;
}

void Progress::show(bool closed) {
  core::show_progress({.id = id_, .label = label_, .value = value_, .total = total_, .closed = closed});
  shown_ = value_;
}

Progress progress(double total, std::string_view label) { return Progress(total, label); }

}  // namespace asyncio
