#include <asyncio/detail/awaitable.hpp>
#include <unordered_set>
#include <utility>

namespace asyncio::detail {

FutureList::FutureList() noexcept = default;
FutureList::FutureList(FutureList&& other) noexcept = default;
FutureList::~FutureList() = default;

void FutureList::add(FutureState& future) { all_.emplace_back(&future); }
std::size_t FutureList::size() const noexcept { return all_.size(); }
FutureState& FutureList::operator[](std::size_t index) const noexcept { return *all_[index]; }

std::vector<bool> FutureList::find_duplicates() const {
  std::vector<bool> duplicate(all_.size());
  std::unordered_set<const FutureState*> seen;
  seen.reserve(all_.size());
  for (std::size_t i = 0; i != all_.size(); ++i) duplicate[i] = !seen.insert(all_[i].get()).second;
  return duplicate;
}

void FutureList::list_pending(std::vector<FutureState*>& list) const {
  for (const auto& future : all_) {
    if (!future->done()) list.push_back(future.get());
  }
}

std::string FutureList::describe_pending(std::string_view what) const {
  std::string text(what);
  constexpr std::size_t most_named = 5;
  std::size_t pending = 0;
  for (const auto& future : all_) {
    if (future->done()) continue;
    if (pending < most_named) text += (pending == 0 ? " " : ", ") + future->describe();
    ++pending;
  }
  if (pending > most_named) text += " and " + std::to_string(pending - most_named) + " more";
  return text;
}

}  // namespace asyncio::detail
