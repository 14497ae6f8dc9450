/// @file
/// Two threads, each with a loop of tasks, count in one place: `race guarded` under a mutex, `race unguarded` without. ThreadSanitizer,
/// which is told of every switch, must be silent about the first and must see the second.
#include <asyncio.hpp>
#include <barrier>
#include <mutex>
#include <string_view>
#include <thread>

namespace {

using namespace std::chrono_literals;

long count = 0;
std::mutex guard;
/// The sanitizer reports a race only while it knows what both threads did: neither may be over before the other has begun.
std::barrier both(2);

/// Many tasks whose turns interleave, so that the count is written from many stacks of either thread.
void count_in_tasks(bool guarded) {
  asyncio::run([guarded] {
    asyncio::TaskGroup().run([guarded](asyncio::TaskGroup& group) {
      for (int task = 0; task != 50; ++task) {
        group.create_task([guarded] {
          for (int turn = 0; turn != 20; ++turn) {
            // Of this stack alone: written before a wait and read after it.
            const int seen = turn;
            if (guarded) {
              const std::scoped_lock lock(guard);
              ++count;
            } else {
              ++count;
            }
            asyncio::sleep(0s);
            if (seen != turn) std::abort();
          }
        });
      }
    });
  });
  both.arrive_and_wait();
}

}  // namespace

int main(int argc, char** argv) {
  const bool guarded = argc < 2 || std::string_view(argv[1]) != "unguarded";
  std::thread other(count_in_tasks, guarded);
  count_in_tasks(guarded);
  other.join();
  asyncio::print("{}\n", count);
}
