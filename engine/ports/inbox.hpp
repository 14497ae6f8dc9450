/// @file
/// The way from other threads to a loop's own, for adapters and for ThreadsafeLoop. Implemented by the core (core/inbox.cpp), on
/// `Reactor::wake` alone; an interface, so that programs with one thread are linked without it.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

namespace asyncio::core {

class Reactor;

class Inbox {
 public:
  class Letter {
   public:
    Letter() = default;
    Letter(const Letter&) = delete;
    Letter& operator=(const Letter&) = delete;
    virtual ~Letter() = default;

    /// Runs on the loop's thread, between two turns. It must not throw.
    virtual void read() = 0;

    std::uint32_t sender = 0;
  };

  Inbox() = default;
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;
  virtual ~Inbox() = default;

  /// That of the loop on this reactor, made at the first call. To be called on the loop's thread.
  static std::shared_ptr<Inbox> of(Reactor& reactor);

  /// Numbers one who will write, for `post`. To be called on the loop's thread, and so in the same order in each run.
  [[nodiscard]] std::uint32_t add_sender() noexcept { return ++senders_; }

  /// Has the loop call `body` as a letter of the sender of that number, and wakes it. Any thread may call it. False, with nothing done, where the
  /// loop is closed. The body is moved and never copied, so it may hold what only one thread at a time may touch; std::function would copy it.
  template <class Body>
  bool post(std::uint32_t sender, Body body) {
    auto letter = std::make_unique<LetterOf<Body>>(std::move(body));
    letter->sender = sender;
    return post_letter(std::move(letter));
  }

  /// What the loop may expect: a letter that is certain to come, or only somebody who may write one.
  enum class Hope : std::uint8_t { letter, writer };

  /// While one lives, a loop with nothing to do waits, instead of being deadlocked. Any thread may destroy it.
  class Expectation {
   public:
    Expectation(std::shared_ptr<Inbox> inbox, Hope hope) noexcept : inbox_(std::move(inbox)), hope_(hope) {
      inbox_->expect(hope_);
    }
    Expectation(const Expectation& other) noexcept : Expectation(other.inbox_, other.hope_) {}
    Expectation& operator=(const Expectation&) = delete;
    ~Expectation() { inbox_->expect_no_more(hope_); }

   private:
    std::shared_ptr<Inbox> inbox_;
    Hope hope_;
  };

  // The loop's part, on its thread.

  /// Runs the letters that have come.
  virtual void deliver() = 0;
  /// Whether something is expected, or has come.
  [[nodiscard]] virtual bool expects(Hope hope) const noexcept = 0;
  /// The loop is over: drops what has come, and refuses what comes.
  virtual void close() noexcept = 0;

 private:
  template <class Body>
  class LetterOf final : public Letter {
   public:
    explicit LetterOf(Body body) : body_(std::move(body)) {}
    void read() override { body_(); }

   private:
    Body body_;
  };

  virtual bool post_letter(std::unique_ptr<Letter> letter) = 0;
  virtual void expect(Hope hope) noexcept = 0;
  virtual void expect_no_more(Hope hope) noexcept = 0;

  std::uint32_t senders_ = 0;
};

}  // namespace asyncio::core
