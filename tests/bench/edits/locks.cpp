#include <asyncio.hpp>
#include <vector>
using namespace std::chrono_literals;

class Account {
 public:
  void deposit(int amount) {
    lock_.run([&] {
      const int before = balance_;
      asyncio::sleep(1ms);
      balance_ = before + amount;
    });
  }
  int balance() const { return balance_; }

 private:
  asyncio::Lock lock_;
  int balance_ = 0;
};

int main() {
  asyncio::run([] {
    Account account;
    asyncio::Semaphore few(2);
    std::vector<asyncio::Task<>> tasks;
    for (int i = 1; i <= 5; ++i)
      tasks.push_back(asyncio::create_task([&, i] { few.run([&] { account.deposit(i); }); }));
    asyncio::await(asyncio::gather(tasks));
    asyncio::print("MARK {}\n", account.balance());
  });
}
