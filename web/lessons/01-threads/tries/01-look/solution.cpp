// Nothing ends a thread from outside: it is sent a message, and must look.
#include <asyncio.hpp>

using namespace std::chrono_literals;
using asyncio::println;

void deaf(asyncio::StopToken stop) {
  for (int page = 1; page <= 3; ++page) {
    println("deaf: reads page {}", page);
    if (stop.wait_for(300ms)) {
      println("deaf: was asked to stop");
      return;
    }
  }
}

void polite(asyncio::StopToken stop) {
  for (int page = 1; page <= 3; ++page) {
    println("polite: reads page {}", page);
    if (stop.wait_for(300ms)) {
      println("polite: was asked to stop");
      return;
    }
  }
}

int main() {
  println("main: asks the deaf thread to stop");
  asyncio::Thread first(deaf);
  first.request_stop();
  first.join();
  println("main: the deaf thread is over");

  println("main: asks the polite thread to stop");
  asyncio::Thread second(polite);
  second.request_stop();
  second.join();
  println("main: the polite thread is over");
}
