#include "overflow.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

namespace asyncio::native {
namespace {

/// Text made without allocating: the fault may have come from inside malloc.
class Line {
 public:
  void add(std::string_view text) noexcept {
    const std::size_t size = std::min(text.size(), text_.size() - size_);
    std::memcpy(text_.data() + size_, text.data(), size);
    size_ += size;
  }
  void add(std::uint64_t number) noexcept {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add(std::string_view(digits.data(), end));
  }
  void write() const noexcept {
    if (::write(STDERR_FILENO, text_.data(), size_) < 0) return;  // nobody is left to be told
  }

 private:
  std::array<char, 512> text_{};
  std::size_t size_ = 0;
};

[[noreturn]] void die_of_overflow(const core::Stack& stack) noexcept {
  Line line;
  line.add("stack overflow in ");
  std::array<char, core::task_name_room> room{};
  const std::string_view task = core::running_task(room);
  line.add(task.empty() ? "a callback" : task.substr(0, 200));
  line.add(": calls nested too deeply, or arrays too large to be local variables. Its stack has ");
  line.add(stack.size / 1024);
  line.add(" KB; asyncio::stack_size() asks for more.\n");
  line.write();
  std::abort();
}

struct Faults {
  int signal;
  struct sigaction before;
};
std::array<Faults, 2> faults{{{SIGSEGV, {}}, {SIGBUS, {}}}};

/// The fault is not ours: does what would have been done without us.
void pass_on(int signal, siginfo_t* info, void* context) noexcept {
  const struct sigaction& before = (signal == SIGSEGV ? faults[0] : faults[1]).before;
  if ((before.sa_flags & SA_SIGINFO) != 0) {
    before.sa_sigaction(signal, info, context);
  } else if (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN) {
    // The instruction is repeated when this returns; the system then ends the process. A signal that was sent is not: so it is sent again.
    sigaction(signal, &before, nullptr);
    if (info->si_code <= 0) raise(signal);
  } else {
    before.sa_handler(signal);
  }
}

void on_fault(int signal, siginfo_t* info, void* context) {
  const bool sent = info->si_code <= 0;
  const core::Stack& stack = core::running_stack();
  if (!sent && stack.size != 0 && is_guarded(stack, info->si_addr)) die_of_overflow(stack);
  pass_on(signal, info, context);
}

bool install_handler() noexcept {
  for (auto& [signal, before] : faults) {
    struct sigaction action = {};
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    // The old one first: a fault on another thread must find it.
    sigaction(signal, nullptr, &before);
    sigaction(signal, &action, nullptr);
  }
  return true;
}

/// Where a thread's handler runs while the thread's own stack has no room.
class AlternateStack {
 public:
  AlternateStack() {
    stack_t present = {};
    if (sigaltstack(nullptr, &present) != 0 || (present.ss_flags & SS_DISABLE) == 0) return;
    void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    stack_t wanted = {};
    wanted.ss_sp = memory;
    wanted.ss_size = size;
    sigaltstack(&wanted, nullptr);
    memory_ = memory;
  }
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;
  ~AlternateStack() {
    if (memory_ == nullptr) return;
    stack_t none = {};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
    munmap(memory_, size);
  }

 private:
  // Enough for the handler of somebody else, to which faults are passed on.
  static constexpr std::size_t size = 64 * 1024;
  void* memory_ = nullptr;
};

}  // namespace

void watch_for_overflow() {
  static const bool installed = install_handler();
  static_cast<void>(installed);
  thread_local const AlternateStack alternate;
  static_cast<void>(alternate);
}

}  // namespace asyncio::native
