/// @file
/// Bytes that are added at the end and taken from the front, in one piece of memory. Taking moves nothing until half of the memory
/// is free, so that a thousand short lines in one buffer cost no more than their own copies.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace asyncio::detail {

class ByteQueue {
 public:
  [[nodiscard]] std::string_view view() const noexcept { return std::string_view(bytes_).substr(taken_); }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size() - taken_; }
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }

  void append(std::string_view bytes) { bytes_.append(bytes); }
  void prepend(std::string_view bytes) {
    bytes_.replace(0, taken_, bytes);
    taken_ = 0;
  }

  /// Removes up to `count` bytes.
  void drop(std::size_t count) {
    taken_ += std::min(count, size());
    if (taken_ == bytes_.size()) {
      clear();
    } else if (taken_ > bytes_.size() / 2) {
      bytes_.erase(0, taken_);
      taken_ = 0;
    }
  }
  [[nodiscard]] std::string take(std::size_t count) {
    std::string taken(view().substr(0, count));
    drop(count);
    return taken;
  }
  void clear() noexcept {
    bytes_.clear();
    taken_ = 0;
  }

 private:
  std::string bytes_;
  /// How many bytes at the front are no longer there.
  std::size_t taken_ = 0;
};

}  // namespace asyncio::detail
