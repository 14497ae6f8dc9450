// Finds characters by words of their names. Natively: nc 127.0.0.1 8888
#include <asyncio.hpp>
#include <sstream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct Character {
  std::string sign, name;
};

const std::vector<Character> characters = {
    {"☀", "BLACK SUN WITH RAYS"},
    {"☂", "UMBRELLA"},
    {"♔", "WHITE CHESS KING"},
    {"♕", "WHITE CHESS QUEEN"},
    {"♚", "BLACK CHESS KING"},
    {"♛", "BLACK CHESS QUEEN"},
    {"🐈", "CAT"},
    {"🐱", "CAT FACE"},
    {"🌷", "TULIP"},
};

bool has_word(const Character& character, const std::string& word) {
  return (" " + character.name + " ").contains(" " + word + " ");
}

bool has_words(const Character& character, const std::string& words) {
  std::istringstream each(words);
  for (std::string word; each >> word;) {
    if (!has_word(character, word)) return false;
  }
  return true;
}

void serve(asyncio::StreamReader reader, asyncio::StreamWriter writer) {
  for (std::string word : reader) {
    word.erase(word.find_last_not_of("\r\n") + 1);
    for (char& letter : word) letter = char(std::toupper(letter));
    int found = 0;
    for (const auto& character : characters) {
      if (!has_words(character, word)) continue;
      writer.write(character.sign + " " + character.name + "\n");
      ++found;
    }
    writer.write(asyncio::format("{} found\n", found));
    writer.drain();
  }
}

void ask(const std::string& word, asyncio::Duration later) {
  auto [reader, writer] = asyncio::open_connection("127.0.0.1", 8888);
  asyncio::sleep(later);
  writer.write(word + "\n");
  writer.write_eof();
  asyncio::print("{}:\n{}", word, reader.read());
}

int main() {
  asyncio::run([] {
    auto server = asyncio::start_server(serve, "127.0.0.1", 8888);
    asyncio::await(asyncio::gather([] { ask("chess", 2s); },
                                   [] { ask("cat", 0s); },
                                   [] { ask("king black", 1s); }));
    asyncio::println("Listening on port 8888 for ten minutes");
    asyncio::sleep(10min);
  });
}
