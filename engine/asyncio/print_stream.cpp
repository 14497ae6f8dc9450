/// @file
/// Printing of types that have only `operator<<`. A file of its own: linked statically, iostreams and locales come only
/// into the programs that print such a type.
#include <sstream>
#include <string>

#include <asyncio/detail/format_arg.hpp>

namespace asyncio::detail {

std::string streamed_text(const void* object, void (*write)(std::ostream& stream, const void* object)) {
  std::ostringstream stream;
  write(stream, object);
  return std::move(stream).str();
}

}  // namespace asyncio::detail
