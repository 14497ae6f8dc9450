/// @file
/// The same as tulip.cpp, with Boost.Coroutine2, which makes generators of Boost.Context's fibers, as ours are.
#include <boost/coroutine2/all.hpp>

#include "../command.hpp"
#include "../sample.hpp"

namespace {

using Numbers = boost::coroutines2::coroutine<int>;

void generator(int) {
  bench::Sample sample;
  Numbers::pull_type numbers([](Numbers::push_type& yield) {
    for (int i = 0;; i = (i + 1) % 1000) yield(i);
  });
  do {
    for (int i = 0; i != bench::values_a_look; ++i) numbers().get();
  } while (sample.go_on(bench::values_a_look));
  sample.print();
}

}  // namespace

int main(int count, char** arguments) { return bench::run_named(count, arguments, {{"generator", generator}}); }
