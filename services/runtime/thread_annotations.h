#ifndef GOUJI_SERVICES_RUNTIME_THREAD_ANNOTATIONS_H_
#define GOUJI_SERVICES_RUNTIME_THREAD_ANNOTATIONS_H_

// Names for clang's thread-safety analysis (-Wthread-safety); they mean nothing to other compilers. Use them with
// runtime::Mutex: the analysis knows nothing about std::mutex itself.
//
//   runtime::Mutex mutex_;
//   int count_ GUARDED_BY(mutex_) = 0;
//   void AddLocked() REQUIRES(mutex_);

// Abseil of Debian 12 defines some of these names, with the same meaning, newer ones do not.
#include "absl/base/thread_annotations.h"

#if defined(__clang__)
#define GOUJI_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define GOUJI_THREAD_ANNOTATION(x)
#endif

#ifndef CAPABILITY
#define CAPABILITY(x) GOUJI_THREAD_ANNOTATION(capability(x))
#endif
#ifndef SCOPED_CAPABILITY
#define SCOPED_CAPABILITY GOUJI_THREAD_ANNOTATION(scoped_lockable)
#endif
#ifndef GUARDED_BY
#define GUARDED_BY(x) GOUJI_THREAD_ANNOTATION(guarded_by(x))
#endif
#ifndef PT_GUARDED_BY
#define PT_GUARDED_BY(x) GOUJI_THREAD_ANNOTATION(pt_guarded_by(x))
#endif
#ifndef REQUIRES
#define REQUIRES(...) GOUJI_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
#endif
#ifndef EXCLUDES
#define EXCLUDES(...) GOUJI_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))
#endif
#ifndef ACQUIRE
#define ACQUIRE(...) GOUJI_THREAD_ANNOTATION(acquire_capability(__VA_ARGS__))
#endif
#ifndef RELEASE
#define RELEASE(...) GOUJI_THREAD_ANNOTATION(release_capability(__VA_ARGS__))
#endif
#ifndef TRY_ACQUIRE
#define TRY_ACQUIRE(...) GOUJI_THREAD_ANNOTATION(try_acquire_capability(__VA_ARGS__))
#endif
#ifndef RETURN_CAPABILITY
#define RETURN_CAPABILITY(x) GOUJI_THREAD_ANNOTATION(lock_returned(x))
#endif
#ifndef NO_THREAD_SAFETY_ANALYSIS
#define NO_THREAD_SAFETY_ANALYSIS GOUJI_THREAD_ANNOTATION(no_thread_safety_analysis)
#endif

#endif  // GOUJI_SERVICES_RUNTIME_THREAD_ANNOTATIONS_H_
