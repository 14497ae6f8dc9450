#include "describe_exception.hpp"

#include <cxxabi.h>
#include <asyncio/errors.hpp>
#include <asyncio/exception_group.hpp>
#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace asyncio::core {
namespace {

std::string type_name(const std::type_info& type) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      __cxxabiv1::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
  std::string text = status == 0 ? name.get() : type.name();
  // Nobody who reads the message knows the library's inline namespace.
  for (std::size_t at; (at = text.find("std::__1::")) != std::string::npos;) text.replace(at, 10, "std::");
  for (std::size_t at; (at = text.find("std::__2::")) != std::string::npos;) text.replace(at, 10, "std::");
  return text;
}

/// One line and, for an exception that is made of others, one for each of them, two columns further in.
std::string describe_compound(const detail::CompoundException& error) {
  std::string text = type_name(typeid(error)) + ": " + error.what();
  for (const auto& each : error.exceptions()) {
    text += "\n  ";
    for (const char c : describe_exception(each)) {
      text += c;
      if (c == '\n') text += "  ";
    }
  }
  return text;
}

}  // namespace

std::string describe_exception(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const detail::CompoundException& error) {
    return describe_compound(error);
  } catch (const std::exception& error) {
    return type_name(typeid(error)) + ": " + error.what();
  } catch (const CancelledError& error) {
    return error.message().empty() ? "asyncio::CancelledError" : "asyncio::CancelledError: " + error.message();
  } catch (const char* text) {
    return std::string("const char*: ") + text;
  } catch (const std::string& text) {
    return "std::string: " + text;
  } catch (int number) {
    return "int: " + std::to_string(number);
  } catch (...) {
    const std::type_info* const type = __cxxabiv1::__cxa_current_exception_type();
    return type != nullptr ? "an exception of type " + type_name(*type) : "an exception from another language";
  }
}

}  // namespace asyncio::core
