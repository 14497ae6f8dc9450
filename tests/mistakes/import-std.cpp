import std;
int main() {
  std::vector<int> v;
}
