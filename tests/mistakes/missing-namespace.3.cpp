#include <iostream>
int main() {
  cout << "hello" << endl;
}
