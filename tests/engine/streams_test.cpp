// StreamReader above every transport: what is fed to it, and how it is read.
#include <gtest/gtest.h>

#include <asyncio.hpp>
#include <string>
#include <vector>

#include "../support/reports.hpp"

namespace {

using asyncio::StreamReader;
using asyncio::testing::message_of;
using namespace std::chrono_literals;

TEST(StreamReader, ReadsUpToANumberOfBytes) {
  asyncio::run([] {
    const StreamReader reader;
    reader.feed_data("hello");
    EXPECT_EQ(reader.read(0), "");
    EXPECT_EQ(reader.read(2), "he");
    EXPECT_EQ(reader.read(100), "llo");
    reader.feed_eof();
    EXPECT_TRUE(reader.at_eof());
    EXPECT_EQ(reader.read(5), "");
  });
}

TEST(StreamReader, ReadsEverythingUpToTheEnd) {
  asyncio::run([] {
    const StreamReader reader(2);
    const auto task = asyncio::create_task([&] { return reader.read(); });
    for (const auto* piece : {"one", "two", "three"}) {
      reader.feed_data(piece);
      asyncio::sleep(1s);
    }
    EXPECT_FALSE(task.done());
    reader.feed_eof();
    EXPECT_EQ(asyncio::await(task), "onetwothree");
  });
}

TEST(StreamReader, ReadsLines) {
  asyncio::run([] {
    const StreamReader reader;
    reader.feed_data("one\ntwo");
    EXPECT_EQ(reader.readline(), "one\n");
    const auto task = asyncio::create_task([&] { return reader.readline(); });
    asyncio::sleep(1s);
    EXPECT_FALSE(task.done());
    reader.feed_data("!\nlast");
    EXPECT_EQ(asyncio::await(task), "two!\n");
    reader.feed_eof();
    std::vector<std::string> rest;
    for (const std::string& line : reader) rest.push_back(line);
    EXPECT_EQ(rest, std::vector<std::string>{"last"});
  });
}

TEST(StreamReader, DropsALineThatIsTooLong) {
  asyncio::run([] {
    const StreamReader reader(3);
    reader.feed_data("line1\nli\n");
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { static_cast<void>(reader.readline()); }),
              "Separator is found, but chunk is longer than limit");
    EXPECT_EQ(reader.readline(), "li\n");
    reader.feed_data("abcdefg");
    EXPECT_EQ(message_of<asyncio::ValueError>([&] { static_cast<void>(reader.readline()); }),
              "Separator is not found, and chunk exceed the limit");
    reader.feed_eof();
    EXPECT_EQ(reader.readline(), "");
  });
}

TEST(StreamReader, FindsASeparatorThatComesInPieces) {
  asyncio::run([] {
    const StreamReader reader;
    const auto task = asyncio::create_task([&] { return reader.readuntil("AAA"); });
    for (const auto* piece : {"QAA", "XA", "A", "A!"}) {
      reader.feed_data(piece);
      asyncio::sleep(1s);
    }
    EXPECT_EQ(asyncio::await(task), "QAAXAAA");
    EXPECT_EQ(reader.read(9), "!");
    EXPECT_THROW(static_cast<void>(reader.readuntil("")), asyncio::ValueError);
  });
}

TEST(StreamReader, KeepsWhatIsLongerThanItsLimit) {
  asyncio::run([] {
    const StreamReader reader(7);
    reader.feed_data("some dataAA");
    try {
      static_cast<void>(reader.readuntil("AAA"));
      ADD_FAILURE() << "nothing was thrown";
    } catch (const asyncio::LimitOverrunError& error) {
      EXPECT_EQ(error.consumed(), 9U);
    }
    reader.feed_data("A");
    try {
      static_cast<void>(reader.readuntil("AAA"));
      ADD_FAILURE() << "nothing was thrown";
    } catch (const asyncio::LimitOverrunError& error) {
      EXPECT_EQ(error.consumed(), 9U);
      EXPECT_STREQ(error.what(), "Separator is found, but chunk is longer than limit");
    }
    EXPECT_EQ(reader.readexactly(12), "some dataAAA");
    EXPECT_THROW(StreamReader(0), asyncio::ValueError);
  });
}

TEST(StreamReader, TellsHowMuchOfAnIncompleteReadHasCome) {
  asyncio::run([] {
    const StreamReader reader;
    reader.feed_data("partial");
    const auto task = asyncio::create_task([&] { static_cast<void>(reader.readexactly(42)); });
    asyncio::sleep(0s);
    reader.feed_eof();
    EXPECT_EQ(message_of<asyncio::IncompleteReadError>([&] { asyncio::await(task); }),
              "7 bytes read on a total of 42 expected bytes");
    EXPECT_EQ(message_of<asyncio::IncompleteReadError>([&] { static_cast<void>(reader.readuntil()); }),
              "0 bytes read on a total of undefined expected bytes");
    EXPECT_THROW(static_cast<void>(reader.readexactly(-1)), asyncio::ValueError);
    EXPECT_EQ(reader.readexactly(0), "");
  });
}

TEST(StreamReader, LetsOneTaskWaitAtATime) {
  asyncio::run([] {
    const StreamReader reader;
    const auto first = asyncio::create_task([&] { return reader.readline(); });
    asyncio::sleep(0s);
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { static_cast<void>(reader.readuntil()); }),
              "readuntil() called while another coroutine is already waiting for incoming data");
    EXPECT_EQ(message_of<asyncio::RuntimeError>([&] { static_cast<void>(reader.read(1)); }),
              "read() called while another coroutine is already waiting for incoming data");
    reader.feed_data("x\n");
    EXPECT_EQ(asyncio::await(first), "x\n");
  });
}

TEST(StreamReader, RemembersTheNextTaskThatWaitsWhenOneIsWoken) {
  asyncio::run([] {
    const StreamReader reader;
    // CPython forgets the second when the first comes to its turn, and never wakes it.
    const auto second = [&] { return reader.readexactly(2); };
    const auto first = asyncio::create_task([&] { return reader.read(1); });
    asyncio::sleep(0s);
    const auto other = asyncio::create_task(second);
    reader.feed_data("a");
    EXPECT_EQ(asyncio::await(first) + "|", "a|");
    reader.feed_data("bc");
    EXPECT_EQ(asyncio::await(other), "bc");
  });
}

TEST(StreamReader, ThrowsWhatItsStreamIsBrokenBy) {
  asyncio::run([] {
    const StreamReader reader;
    const auto waiting = asyncio::create_task([&] { return reader.read(1); });
    asyncio::sleep(0s);
    reader.set_exception(std::make_exception_ptr(asyncio::ConnectionResetError("gone")));
    EXPECT_EQ(message_of<asyncio::ConnectionResetError>([&] { static_cast<void>(asyncio::await(waiting)); }), "gone");
    EXPECT_THROW(static_cast<void>(reader.readline()), asyncio::ConnectionResetError);
    EXPECT_NE(reader.exception(), nullptr);
  });
}

TEST(StreamReader, LosesNothingToACancelledRead) {
  asyncio::run([] {
    const StreamReader reader;
    const auto all = asyncio::create_task([&] { return reader.read(); });
    asyncio::sleep(0s);
    reader.feed_data("ab");
    asyncio::sleep(1s);
    reader.feed_data("c");
    // Woken and cancelled in one iteration.
    all.cancel();
    EXPECT_THROW(static_cast<void>(asyncio::await(all)), asyncio::CancelledError);
    EXPECT_EQ(reader.readexactly(3), "abc");
  });
}

TEST(StreamReader, TakesNothingAfterItsEnd) {
  const StreamReader reader;
  reader.feed_eof();
  EXPECT_THROW(reader.feed_data("x"), asyncio::RuntimeError);
}

TEST(StreamReader, ThatNobodyFeedsIsADeadlock) {
  EXPECT_EQ(message_of<asyncio::DeadlockError>([] {
              asyncio::run([] { static_cast<void>(StreamReader().readline()); });
            }).find("waits for data from a stream") == std::string::npos,
            false);
}

}  // namespace
