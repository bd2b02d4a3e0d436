// Faults in file calls: stands between a program and libc, and lets one call go wrong.
//
// Loaded before libc (LD_PRELOAD), it counts every call that changes a file or a folder. At the
// one whose number is FAULT_AT it does what FAULT says:
//
//   count       nothing; the calls are only written down
//   kill        the process dies before the call, as by a power cut of its own
//   tear        half of a write reaches the file, then the process dies
//   refuse      the disk is full (ENOSPC), and stays full
//   break-once  the disk fails (EIO) this one time
//   break       the disk fails, and goes on failing
//
// FAULT_DISK names a file that gets all that reaches the disk, so that a power cut can be played: a line for each
// call (its letter, an offset, a length, the file, a second file), then the bytes of a write.
//
// FAULT_LOG names a file that gets a line for each call: its number, its name, its file. Standard
// streams and what is no regular file (pipes, terminals) are let through, because a record never
// stands there. What a program asks of the kernel without libc passes unseen.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// The function that this one stands before.
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// Whether a call needs room on the disk, so that a full one refuses it.
enum room { NEEDS_NONE, NEEDS_ROOM };

enum verdict { GO_ON, FAIL, TEAR };

static const char *fault;
static long at;
static int log_file = -1, disk_file = -1;
static long calls;

__attribute__((constructor)) static void read_orders(void) {
  const char *number = getenv("FAULT_AT"), *log = getenv("FAULT_LOG");
  fault = getenv("FAULT");
  at = number ? atol(number) : 0;
  const char *disk = getenv("FAULT_DISK");
  if (disk) disk_file = NEXT(open)(disk, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fault && log) log_file = NEXT(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static int is(const char *name) { return strcmp(fault, name) == 0; }

static void write_down(long number, const char *call, const char *path) {
  char line[600];
  int length = snprintf(line, sizeof line, "%ld %s %.500s\n", number, call, path);
  if (log_file >= 0 && NEXT(write)(log_file, line, (size_t)length) < 0) log_file = -1;
}

// Counts a call and decides what becomes of it; FAIL has set errno.
static enum verdict judge(const char *call, const char *path, enum room room) {
  if (!fault) return GO_ON;
  long number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  // All calls are wanted of a count; of a fault only the one that it struck.
  if (is("count") || number == at) write_down(number, call, path);
  if (is("count") || number < at) return GO_ON;
  if (number == at && is("kill")) kill(getpid(), SIGKILL);
  if (number == at && is("tear")) return TEAR;
  if (is("refuse") && room == NEEDS_ROOM) {
    errno = ENOSPC;
    return FAIL;
  }
  if (is("break") || (is("break-once") && number == at)) {
    errno = EIO;
    return FAIL;
  }
  return GO_ON;
}

// As judge, for a call on an open file.
static enum verdict judge_file(const char *call, int file, enum room room) {
  struct stat about;
  char link[64], path[500] = "";
  if (!fault || file <= STDERR_FILENO || fstat(file, &about) != 0) return GO_ON;
  if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) return GO_ON;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  if (readlink(link, path, sizeof path - 1) < 0) path[0] = 0;
  return judge(call, path, room);
}

// As judge, for a call on a name; one that cannot be torn dies before it is done.
static int is_refused(const char *call, const char *path, enum room room) {
  if (strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0) return 0;
  enum verdict verdict = judge(call, path, room);
  if (verdict == TEAR) kill(getpid(), SIGKILL);
  return verdict == FAIL;
}

static int is_file_refused(const char *call, int file, enum room room) {
  enum verdict verdict = judge_file(call, file, room);
  if (verdict == TEAR) kill(getpid(), SIGKILL);
  return verdict == FAIL;
}

// A name as it stands from the root, or empty.
static void rooted(char *whole, size_t room, int folder, const char *path) {
  char link[64], from[500] = "";
  if (path[0] == '/') {
    snprintf(whole, room, "%s", path);
    return;
  }
  if (folder == AT_FDCWD) {
    if (!getcwd(from, sizeof from)) from[0] = 0;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, from, sizeof from - 1);
    from[length < 0 ? 0 : length] = 0;
  }
  snprintf(whole, room, "%s/%s", from, path);
}

// Notes a call on names that was done.
static void disk_name(char call, int folder, const char *path, int other_folder, const char *other) {
  char line[2300], one[1000], two[1000] = "";
  if (disk_file < 0) return;
  rooted(one, sizeof one, folder, path);
  if (other) rooted(two, sizeof two, other_folder, other);
  int length = snprintf(line, sizeof line, "%c 0 0 %s\t%s\n", call, one, two);
  if (NEXT(write)(disk_file, line, (size_t)length) < 0) disk_file = -1;
}

// Notes a call on an open file that was done, with the bytes that a write brought, as they stand in the file.
static void disk_done(char call, int file, long long offset, long long length) {
  struct stat about;
  char link[64], path[500] = "", line[700];
  if (disk_file < 0 || file <= STDERR_FILENO || length < 0 || fstat(file, &about) != 0) return;
  if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  if (readlink(link, path, sizeof path - 1) < 0) return;
  char *bytes = NULL;
  if (call == 'W') {
    int copy = NEXT(open)(link, O_RDONLY | O_CLOEXEC, 0);
    bytes = malloc((size_t)length + 1);
    if (copy < 0 || !bytes || pread(copy, bytes, (size_t)length, offset) != length) length = 0;
    if (copy >= 0) close(copy);
  }
  int head = snprintf(line, sizeof line, "%c %lld %lld %s\t\n", call, offset, length, path);
  if (NEXT(write)(disk_file, line, (size_t)head) < 0) disk_file = -1;
  if (bytes && disk_file >= 0 && NEXT(write)(disk_file, bytes, (size_t)length) < 0) disk_file = -1;
  free(bytes);
}

// The same, for calls that give 0 when they are done.
static int disk_call(int result, char call, int file, long long offset) {
  if (result == 0) disk_done(call, file, offset, 0);
  return result;
}

static int disk_names(int result, char call, int a, const char *from, int b, const char *to) {
  if (result == 0) disk_name(call, a, from, b, to);
  return result;
}

// Writing: `whole` is the call as it was asked for, `half` the same with half of the bytes.
#define WRITE(name, file, offset, whole, half)                           \
  enum verdict verdict = judge_file(name, file, NEEDS_ROOM);     \
  if (verdict == FAIL) return -1;                                \
  if (verdict == TEAR && (half) >= 0) kill(getpid(), SIGKILL);   \
  ssize_t done = whole;                                          \
  if (disk_file >= 0 && done > 0) disk_done('W', file, (offset), done); \
  return done;

// Where a file that is written in order stands before what was just written.
#define BEHIND lseek(file, 0, SEEK_CUR) - done

ssize_t write(int file, const void *bytes, size_t length) {
  WRITE("write", file, BEHIND, NEXT(write)(file, bytes, length), NEXT(write)(file, bytes, length / 2))
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t to) {
  WRITE("write", file, to, NEXT(pwrite)(file, bytes, length, to), NEXT(pwrite)(file, bytes, length / 2, to))
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t to) {
  WRITE("write", file, to, NEXT(pwrite64)(file, bytes, length, to), NEXT(pwrite64)(file, bytes, length / 2, to))
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  WRITE("write", file, BEHIND, NEXT(writev)(file, parts, count), NEXT(writev)(file, parts, count / 2))
}

ssize_t copy_file_range(int from, off64_t *start, int file, off64_t *to, size_t length, unsigned flags) {
  // Asked for the rest of a file, whatever its length: a page is surely less.
  WRITE("write", file, (to ? *to - done : BEHIND), NEXT(copy_file_range)(from, start, file, to, length, flags),
        NEXT(copy_file_range)(from, start, file, to, 4096, flags))
}

ssize_t sendfile(int file, int from, off_t *start, size_t length) {
  WRITE("write", file, BEHIND, NEXT(sendfile)(file, from, start, length), NEXT(sendfile)(file, from, start, 4096))
}

// Calls that are done whole or not at all.
int fsync(int file) { return is_file_refused("sync", file, NEEDS_NONE) ? -1 : disk_call(NEXT(fsync)(file), 'S', file, 0); }

int fdatasync(int file) { return is_file_refused("sync", file, NEEDS_NONE) ? -1 : disk_call(NEXT(fdatasync)(file), 'S', file, 0); }

int ftruncate(int file, off_t length) {
  return is_file_refused("truncate", file, NEEDS_NONE) ? -1 : disk_call(NEXT(ftruncate)(file, length), 'T', file, length);
}

int ftruncate64(int file, off64_t length) {
  return is_file_refused("truncate", file, NEEDS_NONE) ? -1 : disk_call(NEXT(ftruncate64)(file, length), 'T', file, length);
}

int unlink(const char *path) { return is_refused("unlink", path, NEEDS_NONE) ? -1 : disk_names(NEXT(unlink)(path), 'U', AT_FDCWD, path, 0, NULL); }

int unlinkat(int folder, const char *path, int flags) {
  return is_refused("unlink", path, NEEDS_NONE) ? -1 : disk_names(NEXT(unlinkat)(folder, path, flags), 'U', folder, path, 0, NULL);
}

int rmdir(const char *path) { return is_refused("unlink", path, NEEDS_NONE) ? -1 : NEXT(rmdir)(path); }

int rename(const char *from, const char *to) {
  return is_refused("rename", to, NEEDS_ROOM) ? -1 : disk_names(NEXT(rename)(from, to), 'R', AT_FDCWD, from, AT_FDCWD, to);
}

int renameat(int a, const char *from, int b, const char *to) {
  return is_refused("rename", to, NEEDS_ROOM) ? -1 : disk_names(NEXT(renameat)(a, from, b, to), 'R', a, from, b, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  return is_refused("rename", to, NEEDS_ROOM) ? -1 : disk_names(NEXT(renameat2)(a, from, b, to, flags), 'R', a, from, b, to);
}

int link(const char *from, const char *to) { return is_refused("link", to, NEEDS_ROOM) ? -1 : disk_names(NEXT(link)(from, to), 'L', AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int a, const char *from, int b, const char *to, int flags) {
  return is_refused("link", to, NEEDS_ROOM) ? -1 : disk_names(NEXT(linkat)(a, from, b, to, flags), 'L', a, from, b, to);
}

int mkdir(const char *path, mode_t mode) {
  return is_refused("mkdir", path, NEEDS_ROOM) ? -1 : NEXT(mkdir)(path, mode);
}

// Opening counts only where it may make the file. The mode stands in the call only then.
#define OPEN(name, path, flags, ...)                                                       \
  mode_t mode = 0;                                                                         \
  if (flags & (O_CREAT | O_TMPFILE)) {                                                     \
    va_list more;                                                                          \
    va_start(more, flags);                                                                 \
    mode = va_arg(more, mode_t);                                                           \
    va_end(more);                                                                          \
  }                                                                                        \
  if ((flags & O_CREAT) && is_refused("create", path, NEEDS_ROOM)) return -1;              \
  int is_new = disk_file >= 0 && (flags & O_CREAT) && access(path, F_OK) != 0;             \
  int file = NEXT(name)(__VA_ARGS__, flags, mode);                                         \
  if (file >= 0 && is_new) disk_done('C', file, 0, 0);                                     \
  if (file >= 0 && (flags & O_TRUNC)) disk_done('T', file, 0, 0);                          \
  return file;

int open(const char *path, int flags, ...) { OPEN(open, path, flags, path) }

int open64(const char *path, int flags, ...) { OPEN(open64, path, flags, path) }

int openat(int folder, const char *path, int flags, ...) { OPEN(openat, path, flags, folder, path) }

int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64, path, flags, folder, path) }
