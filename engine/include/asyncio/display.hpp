/// @file
/// What a program shows beside its text: pictures and other items by MIME type, and progress bars.
///
///     asyncio::display("image/svg+xml", svg, "Flag of Korea");
///     auto bar = asyncio::progress(urls.size(), "downloading");
///     for (const auto& url : urls) { save(asyncio::fetch(url)); bar.update(); }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace asyncio {

/// Shows `data`, which is of type `mime` (such as "image/png", "image/svg+xml" or "text/plain"), where it stands in the
/// output; a terminal gets a line that says what it was. `alt` describes a picture for those who do not see it.
/// Throws std::invalid_argument if `mime` is not of the form "type/subtype" [RFC 6838, 4.2]; parameters such as
/// ";charset=utf-8" may follow. [IPython.display]
void display(std::string_view mime, std::string_view data, std::string_view alt = "");

/// A progress bar, drawn while the object lives. Steps too small to be seen are not drawn, so that updating costs little
/// in a tight loop; the last state always is. A moved-from bar ignores every call. [tqdm]
class Progress {
 public:
  /// `total` is the value at which the work is complete, in whatever unit `update` counts; 0 means that it is not known.
  /// Throws std::invalid_argument if it is negative or not finite. [tqdm(total, desc)]
  explicit Progress(double total, std::string_view label = "");

  Progress(Progress&& other) noexcept;
  Progress& operator=(Progress&& other) noexcept;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Closes the bar.
  ~Progress();

  /// Moves the bar by `n`, backwards if it is negative. Throws std::invalid_argument if it is not finite. [tqdm.update]
  void update(double n = 1);

  /// Moves the bar to `value`, which may exceed the total. Throws std::invalid_argument if it is not finite. [tqdm.n]
  void set(double value);

  [[nodiscard]] double value() const noexcept { return value_; }  ///< [tqdm.n]
  [[nodiscard]] double total() const noexcept { return total_; }  ///< [tqdm.total]

  /// Draws the bar a last time, as it stands. Later calls do nothing. [tqdm.close]
  void close();

 private:
  void show(bool closed);

  std::uint32_t id_ = 0;  // 0 once closed or moved from
  std::string label_;
  double total_ = 0;
  double value_ = 0;
  double shown_ = 0;  // the value that was drawn last
};

/// Makes a progress bar: `auto bar = asyncio::progress(20, "flags");`. Throws as Progress does. [tqdm.tqdm]
[[nodiscard]] Progress progress(double total, std::string_view label = "");

}  // namespace asyncio
