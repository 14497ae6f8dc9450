#include "node.hpp"

#include <stdexcept>

namespace conformance {
namespace {

void skip_spaces(std::string_view& text) {
  const auto first = text.find_first_not_of(" \n");
  text.remove_prefix(first == std::string_view::npos ? text.size() : first);
}

}  // namespace

Node parse(std::string_view& text) {
  skip_spaces(text);
  Node node;
  if (!text.starts_with('(')) {
    const auto word = text.substr(0, text.find_first_of(" ()\n"));
    if (word.empty()) throw std::invalid_argument("a program ends too early");
    node.word = word;
    text.remove_prefix(word.size());
    return node;
  }
  text.remove_prefix(1);
  for (skip_spaces(text); !text.starts_with(')'); skip_spaces(text)) node.parts.push_back(parse(text));
  text.remove_prefix(1);
  return node;
}

}  // namespace conformance
