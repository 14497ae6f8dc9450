/// @file
/// Adapter of the event sink: a file of trace events. While the program runs the records are only kept, as turning them into text would take
/// longer than the steps that they tell of; the file is written when the loop is gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <memory>
#include <new>
#include <span>

#include "../ports/event_sink.hpp"
#include "file.hpp"
#include "trace_events.hpp"

namespace asyncio::native {

class TraceFile final : public core::EventSink {
 public:
  /// The file tells of at most so many blocks of records; older ones are dropped, and it says how many of their events. 256 MB.
  static constexpr std::size_t most_blocks = 1024;

  /// Closes `file` at the end.
  explicit TraceFile(std::FILE* file, std::size_t blocks = most_blocks) : file_(file), most_blocks_(blocks) {}
  ~TraceFile() override;

  void write(std::span<const std::uint32_t> records) noexcept override;
  [[nodiscard]] core::PausePoints& pause_points() noexcept override { return pause_points_; }

 private:
  /// Memory for records, taken whole from the system: to be interrupted at the first touch of each page takes longer than writing the records of
  /// the steps that fit on it.
  class Block {
   public:
    /// Throws std::bad_alloc.
    Block();
    [[nodiscard]] bool has_room_for(std::span<const std::uint32_t> records) const noexcept {
      return bytes / sizeof(std::uint32_t) - size_ >= records.size();
    }
    void append(std::span<const std::uint32_t> records) noexcept;
    [[nodiscard]] std::span<const std::uint32_t> records() const noexcept { return {words_.get(), size_}; }

   private:
    static constexpr std::size_t bytes = std::size_t{256} << 10U;
    /// Of a page, on most systems.
    static constexpr std::size_t alignment = 4096;
    struct Free {
      void operator()(std::uint32_t* words) const noexcept { ::operator delete[](words, std::align_val_t(alignment)); }
    };
    std::unique_ptr<std::uint32_t[], Free> words_;
    std::size_t size_ = 0;
  };

  File file_;
  std::size_t most_blocks_;
  core::PausePoints pause_points_;
  TraceEvents events_;
  std::deque<Block> blocks_;
  std::uint64_t dropped_ = 0;
};

}  // namespace asyncio::native
