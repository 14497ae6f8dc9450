#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <deque>
#include <format>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std::chrono_literals;

class InsufficientFunds : public std::runtime_error {
 public:
  explicit InsufficientFunds(const std::string& who) : std::runtime_error(who + " has too little") {}
};

struct Transfer {
  std::string from, to;
  int amount;
};

class Bank {
 public:
  void open(const std::string& name, int amount) { accounts_[name] = std::make_shared<Account>(Account{amount, {}}); }

  void transfer(const Transfer& order) {
    asyncio::sleep(1ms);
    auto from = find(order.from), to = find(order.to);
    if (from->balance < order.amount) throw InsufficientFunds(order.from);
    from->balance -= order.amount;
    to->balance += order.amount;
    from->history.push_back(-order.amount);
    to->history.push_back(order.amount);
  }

  std::vector<std::pair<std::string, int>> richest() const {
    std::vector<std::pair<std::string, int>> all;
    for (const auto& [name, account] : accounts_) all.emplace_back(name, account->balance);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return all;
  }

  int moved() const {
    return std::accumulate(accounts_.begin(), accounts_.end(), 0, [](int sum, const auto& entry) {
      const auto& history = entry.second->history;
      return sum + std::accumulate(history.begin(), history.end(), 0, [](int a, int b) { return a + (b > 0 ? b : 0); });
    });
  }

 private:
  struct Account {
    int balance;
    std::deque<int> history;
  };

  std::shared_ptr<Account> find(const std::string& name) const {
    const auto found = accounts_.find(name);
    if (found == accounts_.end()) throw std::out_of_range("nobody is called " + name);
    return found->second;
  }

  std::map<std::string, std::shared_ptr<Account>> accounts_;
};

int main() {
  asyncio::run([] {
    Bank bank;
    for (const auto& [name, amount] : std::map<std::string, int>{{"ada", 100}, {"bob", 20}, {"cid", 0}})
      bank.open(name, amount);
    const std::vector<Transfer> orders{{"ada", "bob", 30}, {"bob", "cid", 45}, {"cid", "ada", 50}, {"bob", "dan", 1}};
    std::set<std::string> failures;
    std::vector<asyncio::Task<>> tasks;
    for (const auto& order : orders) tasks.push_back(asyncio::create_task([&] { bank.transfer(order); }));
    for (const auto& task : tasks) {
      try {
        asyncio::await(task);
      } catch (const std::exception& error) {
        failures.insert(error.what());
      }
    }
    for (const auto& [name, balance] : bank.richest()) asyncio::print("MARK {}: {}\n", name, balance);
    for (const auto& failure : failures) asyncio::print("{}\n", failure);
    asyncio::print("{} moved\n", bank.moved());
  });
}
