/// @file
/// Names of types, for messages about exceptions. The C++ runtime's demangler understands all of the language and is a third of a
/// program's size; exceptions are named classes, in namespaces perhaps, and for these a few lines do. Anything else stays as it
/// is. Source: Itanium C++ ABI, 5.1: <name>, <nested-name>, <source-name>, and the substitution St.
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

/// Takes one part of a name, such as "13runtime_error" or "St", off the front; false if it is something else.
bool take_part(std::string_view& mangled, std::string& name) {
  std::string_view part;
  if (mangled.starts_with("St")) {
    part = "std";
    mangled.remove_prefix(2);
  } else {
    std::size_t size = 0;
    while (!mangled.empty() && mangled.front() >= '0' && mangled.front() <= '9' && size < 1000) {
      size = size * 10 + static_cast<std::size_t>(mangled.front() - '0');
      mangled.remove_prefix(1);
    }
    if (size == 0 || size > mangled.size()) return false;
    part = mangled.substr(0, size);
    mangled.remove_prefix(size);
    if (part.starts_with("_GLOBAL__N")) part = "(anonymous namespace)";
  }
  if (!name.empty()) name += "::";
  name += part;
  return true;
}

bool demangle(std::string_view mangled, std::string& name) {
  if (mangled.starts_with('N') && mangled.ends_with('E')) {
    mangled = mangled.substr(1, mangled.size() - 2);
    while (!mangled.empty()) {
      if (!take_part(mangled, name)) return false;
    }
    return true;
  }
  const bool in_std = mangled.starts_with("St");
  return take_part(mangled, name) && (!in_std || take_part(mangled, name)) && mangled.empty();
}

}  // namespace

/// As in the C++ ABI, 3.4, for names of classes: -2 in `status`, and null, for all else. Takes no buffer.
extern "C" char* __cxa_demangle(const char* mangled, char*, std::size_t*, int* status) {
  std::string name;
  const bool understood = demangle(mangled, name);
  if (status != nullptr) *status = understood ? 0 : -2;
  return understood ? strdup(name.c_str()) : nullptr;
}
