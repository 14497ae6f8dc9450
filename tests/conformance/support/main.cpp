/// @file
/// Runs the program that the first argument names. Every program is also a leak test: when it ends, no loop runs and no
/// stack is in use.
#include <charconv>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/fiber.hpp"
#include "core/loop.hpp"
#include "support/program.hpp"

namespace conformance {
namespace {

/// Not a global: the programs' registrations are made before it might be.
std::map<std::string_view, void (*)()>& programs() {
  static std::map<std::string_view, void (*)()> all;
  return all;
}

}  // namespace

Registration::Registration(std::string_view name, void (*program)()) { programs().emplace(name, program); }

std::string integer(long long value) { return std::to_string(value); }

std::string real(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof(text), value).ptr;
  std::string shortest(text, end);
  return shortest.find_first_of(".en") == std::string::npos ? shortest + ".0" : shortest;
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\\' || c == '\'') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + '\'';
}

std::string type_name(const std::exception_ptr& exception) {
  if (!exception) return "NoneType";
  try {
    std::rethrow_exception(exception);
  } catch (const asyncio::CancelledError&) {
    return "CancelledError";
  } catch (const asyncio::GeneratorExit&) {
    return "GeneratorExit";
  } catch (const asyncio::ValueError&) {
    return "ValueError";
  } catch (const asyncio::TypeError&) {
    return "TypeError";
  } catch (const asyncio::TimeoutError&) {
    return "TimeoutError";
  } catch (const asyncio::InvalidStateError&) {
    return "InvalidStateError";
  } catch (const asyncio::RuntimeError&) {
    return "RuntimeError";
  } catch (const std::exception&) {
    return "Exception";
  } catch (...) {
    return "BaseException";
  }
}

std::string message(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const asyncio::CancelledError& error) {
    return error.message();
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "";
  }
}

}  // namespace conformance

int main(int argc, char** argv) {
  const auto program = conformance::programs().find(argc > 1 ? argv[1] : "");
  if (program == conformance::programs().end()) {
    std::fputs("The argument must be one of these programs:\n", stderr);
    for (const auto& [name, run] : conformance::programs()) std::fprintf(stderr, "  %s\n", std::string(name).c_str());
    return 2;
  }
  program->second();
  const auto& stacks = asyncio::core::FiberPool::current();
  if (asyncio::detail::Loop::running() == nullptr && stacks.idle() == stacks.size()) return 0;
  std::fputs("The program left a loop or a task behind.\n", stderr);
  return 1;
}
