// A web server. Natively: curl '127.0.0.1:8080/?word=chess'
#include <asyncio.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;

const std::vector<std::string> characters = {
    "♔ WHITE CHESS KING",  "♕ WHITE CHESS QUEEN",
    "♖ WHITE CHESS ROOK",  "♚ BLACK CHESS KING",
    "♛ BLACK CHESS QUEEN", "🐈 CAT",
    "🐱 CAT FACE",         "🌷 TULIP",
};
const std::size_t rows = 3;  // in one answer

// What "GET /?word=chess&from=3 HTTP/1.1" says of `name`.
std::string parameter(const std::string& request, const std::string& name) {
  const auto at = request.find(name + "=");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 1;
  return request.substr(begin, request.find_first_of("& ", begin) - begin);
}

std::string page(const std::string& word, std::size_t from) {
  std::string html = "<form><input name=word><button>Find</button></form>\n";
  std::size_t found = 0;
  for (const auto& character : characters) {
    if (!(character + " ").contains(" " + word + " ")) continue;
    if (found >= from && found < from + rows) html += "<p>" + character + "\n";
    ++found;
  }
  if (found <= from + rows) return html;
  return html + asyncio::format("<a href='/?word={}&from={}'>more</a>\n", word,
                                from + rows);
}

void serve(asyncio::StreamReader reader, asyncio::StreamWriter writer) {
  const std::string request = reader.readuntil("\r\n\r\n");
  if (!request.starts_with("GET / ") && !request.starts_with("GET /?")) {
    writer.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n");
    writer.write("Connection: close\r\n\r\n");
    return writer.drain();
  }
  std::string word = parameter(request, "word");
  std::erase_if(word, [](char letter) { return !std::isalpha(letter); });
  for (char& letter : word) letter = char(std::toupper(letter));
  const auto from = parameter(request, "from");
  const auto html = page(word, std::strtoul(from.c_str(), nullptr, 10));
  writer.write("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n");
  writer.write(asyncio::format("Content-Length: {}\r\n", html.size()));
  writer.write("Connection: close\r\n\r\n" + html);
  writer.drain();
}

void get(const std::string& path) {
  auto [reader, writer] = asyncio::open_connection("127.0.0.1", 8080);
  writer.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  asyncio::println("GET {}\n{}", path, reader.read());
}

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server(serve, "127.0.0.1", 8080);
    get("/?word=chess");
    get("/?word=chess&from=3");
    get("/");
    get("/tulip");
    asyncio::println("Listening on port 8080 for ten minutes");
    asyncio::sleep(10min);
  });
}
