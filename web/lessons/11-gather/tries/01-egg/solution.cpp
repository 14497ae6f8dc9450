// Several jobs, one after another and then all at once.
#include <asyncio.hpp>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct Job {
  std::string name;
  std::chrono::milliseconds length;
};

const std::vector<Job> jobs = {
    {"egg", 1200ms},
    {"tea", 900ms},
    {"toast", 600ms},
};

std::string run_job(const Job& job) {
  asyncio::print("  {}: started\n", job.name);
  asyncio::sleep(job.length);
  asyncio::print("  {}: done after {}\n", job.name, job.length);
  return job.name;
}

double now() { return asyncio::get_running_loop().time(); }

int main() {
  asyncio::run([] {
    asyncio::print("One after another:\n");
    double start = now();
    std::vector<std::string> results;
    for (const auto& job : jobs) results.push_back(run_job(job));
    asyncio::print("{} in {:.1f} s\n\n", results, now() - start);

    asyncio::print("All at once:\n");
    start = now();
    std::vector<asyncio::Task<std::string>> tasks;
    for (const auto& job : jobs) {
      auto task = asyncio::create_task([&job] { return run_job(job); });
      tasks.push_back(task);
    }
    results = asyncio::await(asyncio::gather(tasks));
    asyncio::print("{} in {:.1f} s\n", results, now() - start);
  });
}
