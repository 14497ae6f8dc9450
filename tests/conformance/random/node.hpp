/// @file
/// The text of a program as nested lists: `(sleep 5)`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

/// A word, or a list whose first part is a word.
struct Node {
  std::string word;
  std::vector<Node> parts;

  [[nodiscard]] const std::string& name() const { return parts.at(0).word; }
  [[nodiscard]] std::size_t size() const noexcept { return parts.size(); }
  [[nodiscard]] const Node& operator[](std::size_t index) const { return parts.at(index); }
  [[nodiscard]] const std::string& text(std::size_t index) const { return parts.at(index).word; }
};

/// Reads one node from the front of `text`, which loses it. Throws std::invalid_argument.
Node parse(std::string_view& text);

}  // namespace conformance
