// StreamReader against a model: bytes that come in pieces of any size, read by operations in any order, are the same bytes in the same
// order, and each operation returns what a search in the whole text would.
#include <algorithm>
#include <asyncio.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

/// Takes decisions off the front of the input and leaves the rest as text.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::size_t next(std::size_t below) {
    if (bytes_.empty()) return 0;
    const auto value = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return value % below;
  }
  [[nodiscard]] std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

/// Reads once; what should come is at the front of `left`, all of which will come, and no more. False at the end.
bool read_once(const asyncio::StreamReader& reader, std::string_view& left, Choices& choices, std::size_t limit) {
  const auto take = [&left](std::string_view got) {
    require(left.starts_with(got));
    left.remove_prefix(got.size());
  };
  const std::string_view separators[] = {"\n", "ab", "aab", "\r\n\r\n"};
  switch (choices.next(4)) {
    case 0: {
      const std::size_t n = 1 + choices.next(20);
      const std::string got = reader.read(static_cast<std::ptrdiff_t>(n));
      require(got.size() <= n && (got.empty() == left.empty()));
      take(got);
      break;
    }
    case 1: {
      const std::size_t n = 1 + choices.next(20);
      try {
        const std::string got = reader.readexactly(static_cast<std::ptrdiff_t>(n));
        require(got.size() == n);
        take(got);
      } catch (const asyncio::IncompleteReadError& error) {
        require(left.size() < n && error.partial() == left && error.expected() == n);
        left = {};
      }
      break;
    }
    case 2: {
      const std::size_t end = left.find('\n');
      try {
        const std::string got = reader.readline();
        require(got == left.substr(0, end == std::string_view::npos ? end : end + 1));
        require(end == std::string_view::npos ? got.size() <= limit + 1 : end <= limit);
        take(got);
      } catch (const asyncio::ValueError&) {
        // What is dropped depends on how much has come.
        require(std::min(end, left.size()) > limit);
        return false;
      }
      break;
    }
    default: {
      const std::string_view separator = separators[choices.next(4)];
      const std::size_t at = left.find(separator);
      try {
        const std::string got = reader.readuntil(separator);
        require(at != std::string_view::npos && at <= limit && got == left.substr(0, at + separator.size()));
        take(got);
      } catch (const asyncio::IncompleteReadError& error) {
        require(at == std::string_view::npos && error.partial() == left && !error.expected());
        left = {};
      } catch (const asyncio::LimitOverrunError& error) {
        require(error.consumed() > limit && std::min(at, left.size()) >= error.consumed());
        // The bytes stay, to be read away.
        take(reader.readexactly(static_cast<std::ptrdiff_t>(error.consumed())));
      }
    }
  }
  return !left.empty();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view decisions = input.substr(0, input.size() / 2);
  const std::string_view text = input.substr(input.size() / 2);
  asyncio::run([&] {
    Choices choices(decisions);
    const std::size_t limit = 1 + choices.next(32);
    const asyncio::StreamReader reader(limit);
    // Two halves of the decisions, as the two tasks take turns in an order that these themselves decide.
    const std::size_t half = choices.rest().size() / 2;
    const auto feeder = asyncio::create_task([&, chunks = Choices(choices.rest().substr(0, half))]() mutable {
      for (std::string_view rest = text; !rest.empty();) {
        const std::size_t chunk = 1 + chunks.next(16);
        reader.feed_data(rest.substr(0, chunk));
        rest.remove_prefix(std::min(chunk, rest.size()));
        if (chunks.next(2) != 0) asyncio::sleep(std::chrono::seconds(0));
      }
      reader.feed_eof();
    });
    Choices reads(choices.rest().substr(half));
    std::string_view left = text;
    while (read_once(reader, left, reads, limit)) continue;
    asyncio::await(feeder);
  });
  return 0;
}
