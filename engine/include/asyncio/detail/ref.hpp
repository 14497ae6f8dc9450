/// @file
/// Shared ownership within one thread. Futures, tasks, handles and loops belong to the thread of their loop, so their
/// count need not be atomic, and it sits in the object so that the ready queue can hold plain pointers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace asyncio::detail {

/// Base of what a `Ref` points to; born with a count of 0.
class RefCounted {
 public:
  RefCounted() = default;
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0) dispose();
  }
  [[nodiscard]] bool unique() const noexcept { return references_ == 1; }

  // From what the thread keeps for this: see core/block_pool.cpp.
  static void* operator new(std::size_t size);
  static void operator delete(void* memory, std::size_t size) noexcept;
  static void* operator new(std::size_t size, std::align_val_t alignment);
  static void operator delete(void* memory, std::size_t size, std::align_val_t alignment) noexcept;

 protected:
  virtual ~RefCounted() = default;
  virtual void dispose() noexcept { delete this; }

 private:
  std::uint32_t references_ = 0;
};

/// Owns one count of a `RefCounted`, or nothing.
template <class T>
class Ref {
 public:
  Ref() = default;
  explicit Ref(T* object) noexcept : object_(object) {
    if (object_ != nullptr) object_->retain();
  }
  /// Takes over a count that someone else has given up.
  static Ref adopt(T* object) noexcept {
    Ref ref;
    ref.object_ = object;
    return ref;
  }
  Ref(const Ref& other) noexcept : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_ != nullptr) object_->release();
  }

  [[nodiscard]] T* get() const noexcept { return object_; }
  T* operator->() const noexcept { return object_; }
  T& operator*() const noexcept { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  friend bool operator==(const Ref& a, const Ref& b) noexcept = default;

 private:
  T* object_ = nullptr;
};

template <class T, class... Args>
Ref<T> make_ref(Args&&... args) {
  return Ref<T>(new T(std::forward<Args>(args)...));
}

}  // namespace asyncio::detail
