/// @file
/// How what is sent gets to a host of the virtual network, and back: in order, later, or not before a cut is mended. Private to engine/virtual.
#pragma once

#include <asyncio/testing.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "timeline.hpp"

namespace asyncio::testing {

/// The way between the program and one host.
class Path {
 public:
  Path(Timeline& timeline, std::minstd_rand& random) noexcept : timeline_(timeline), random_(random) {}
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

  void set(const Conditions& conditions);

  /// One direction of one connection: what is sent arrives in order.
  class Direction {
   public:
    explicit Direction(Path& path) noexcept : path_(path) {}
    /// `arrival` is called when it has arrived, from inside the reactor's `wait` or `poll`.
    void send(Timeline::Event arrival);

   private:
    Path& path_;
    core::TimePoint last_arrival_{};
  };

 private:
  /// How long one packet takes, with all that are sent again.
  [[nodiscard]] std::chrono::nanoseconds time_of_packet();
  void arrive(Timeline::Event arrival);

  Timeline& timeline_;
  std::minstd_rand& random_;
  Conditions conditions_;
  /// What would have arrived, had the path not been cut.
  std::vector<Timeline::Event> held_;
};

/// The paths to all hosts.
class Paths {
 public:
  Paths(Timeline& timeline, std::uint32_t seed) : timeline_(timeline), random_(seed) {}

  /// That to a host, by its address.
  [[nodiscard]] Path& to(const std::string& host);
  void set(const std::string& host, const Conditions& conditions) {
    to(host).set(conditions);
    own_[host] = true;
  }
  void set_all(const Conditions& conditions);

 private:
  Timeline& timeline_;
  std::minstd_rand random_;
  Conditions usual_;
  std::map<std::string, Path> paths_;
  /// Those whose conditions are their own.
  std::map<std::string, bool> own_;
};

}  // namespace asyncio::testing
