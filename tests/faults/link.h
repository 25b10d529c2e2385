#ifndef GOUJI_TESTS_FAULTS_LINK_H_
#define GOUJI_TESTS_FAULTS_LINK_H_

#include <poll.h>

#include <list>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "services/runtime/mutex.h"
#include "services/runtime/thread_annotations.h"

namespace gouji::faults {

// The way from some programs to a server: a port of 127.0.0.1 that passes all bytes on, both ways, and that can be made
// as bad as a network gets:
//
//   Link link("127.0.0.1:7401");
//   … program --parse=<link.address()> …
//   link.Set({.delay = absl::Milliseconds(100)});
//   link.Set({});
//
// Thread-safe.
class Link {
 public:
  struct Weather {
    absl::Duration delay = absl::ZeroDuration();  // of every byte, each way
    double loss = 0;           // share of pieces that have to be sent again: they, and what is behind, come late
    int bytes_per_second = 0;  // each way of each connection; 0: as fast as it goes
    bool is_stalled = false;   // nothing passes, and nothing is lost
    bool is_cut = false;       // connections are reset, and new ones at once
    // What is connected at this moment passes nothing any more, whatever comes after, and nobody is told: as when a
    // host loses its power. New connections are none the worse.
    bool forgets = false;
  };

  // `target` is "127.0.0.1:PORT" or "unix:PATH"; nobody need listen there yet. Aborts when the system gives no socket.
  explicit Link(const std::string& target);
  // Resets what is connected.
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // "127.0.0.1:PORT"
  std::string address() const;

  // Returns when it is so. What was on its way in other weather arrives as soon as the new one lets it.
  void Set(const Weather& weather) EXCLUDES(mutex_);

 private:
  class Connection;

  void Run();
  // Takes the weather that was set last. Returns false at the end.
  bool TakeWeather() EXCLUDES(mutex_);
  void Accept();
  void Wake() const;

  const std::string target_;
  int listening_ = -1;
  int waking_ = -1;
  runtime::Mutex mutex_;
  Weather set_ GUARDED_BY(mutex_);
  bool is_new_ GUARDED_BY(mutex_) = false;
  runtime::CondVar taken_;
  bool is_over_ GUARDED_BY(mutex_) = false;
  // Of the thread alone.
  Weather weather_;
  std::mt19937 random_;
  std::list<std::unique_ptr<Connection>> connections_;
  std::list<std::unique_ptr<Connection>> forgotten_;
  std::thread thread_;
};

}  // namespace gouji::faults

#endif  // GOUJI_TESTS_FAULTS_LINK_H_
