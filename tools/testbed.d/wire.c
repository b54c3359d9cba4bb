// Passes Ethernet frames between pairs of tap devices, late and some not at all: a kernel need not have netem.
//
// Reads commands, one a line, from the FIFO that is its argument:
//   add NAME NAMESPACE DELAY LOSS   makes the tap NAME here and the tap eth0 in the network namespace at that path
//   set NAME DELAY LOSS             delay in microseconds, loss in frames of a million; both each way
//   remove NAME                     removes both taps
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WIRES = 1024, LONGEST_QUEUE = 20000, FRAME_SIZE = 2048, COMMANDS = 2 * MOST_WIRES, TIMER };

struct frame {
  struct frame *next;
  uint64_t due;
  ssize_t length;
  unsigned char bytes[];
};

// One end of a wire: its tap, and the frames read from it that wait for the other end.
struct end {
  int tap;
  int queued;
  struct frame *first, *last;
};

struct wire {
  char name[IFNAMSIZ];  // empty: this place is free
  struct end ends[2];
  uint64_t delay;
  uint32_t loss;
};

static struct wire wires[MOST_WIRES];
static int events;

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void watch(int file, uint64_t id) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = id};
  if (epoll_ctl(events, EPOLL_CTL_ADD, file, &event) < 0) perror("epoll_ctl");
}

static struct wire *find_wire(const char *name) {
  for (int i = 0; i < MOST_WIRES; i++)
    if (strcmp(wires[i].name, name) == 0) return &wires[i];
  return NULL;
}

static void enqueue(struct end *end, const unsigned char *bytes, ssize_t length, uint64_t due) {
  struct frame *frame = malloc(sizeof *frame + length);
  if (!frame) return;
  // a shorter delay must not reorder what is already under way
  *frame = (struct frame){.due = end->first && end->last->due > due ? end->last->due : due, .length = length};
  memcpy(frame->bytes, bytes, length);
  if (end->first) end->last->next = frame;
  else end->first = frame;
  end->last = frame;
  end->queued++;
}

static void dequeue(struct end *end) {
  struct frame *frame = end->first;
  end->first = frame->next;
  end->queued--;
  free(frame);
}

static void remove_wire(struct wire *wire) {
  for (int side = 0; side < 2; side++) {
    if (wire->ends[side].tap >= 0) close(wire->ends[side].tap);
    while (wire->ends[side].first) dequeue(&wire->ends[side]);
  }
  wire->name[0] = 0;
}

static int open_tap(const char *name) {
  struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI};
  int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  snprintf(request.ifr_name, IFNAMSIZ, "%s", name);
  if (tap >= 0 && ioctl(tap, TUNSETIFF, &request) == 0) return tap;
  fprintf(stderr, "tap %s: %s\n", name, strerror(errno));
  if (tap >= 0) close(tap);
  return -1;
}

static int open_tap_in(const char *name, const char *namespace) {
  int tap = -1, here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), there = open(namespace, O_RDONLY | O_CLOEXEC);
  if (here < 0 || there < 0 || setns(there, CLONE_NEWNET) < 0) {
    fprintf(stderr, "%s: %s\n", namespace, strerror(errno));
  } else {
    tap = open_tap(name);
    if (setns(here, CLONE_NEWNET) < 0) abort();
  }
  if (here >= 0) close(here);
  if (there >= 0) close(there);
  return tap;
}

static void add_wire(const char *name, const char *namespace, uint64_t delay, uint32_t loss) {
  struct wire *wire = find_wire(name);
  if (wire) remove_wire(wire);
  wire = find_wire("");
  if (!wire) {
    fprintf(stderr, "too many wires\n");
    return;
  }
  *wire = (struct wire){.delay = delay, .loss = loss, .ends[0].tap = open_tap(name), .ends[1].tap = open_tap_in("eth0", namespace)};
  if (wire->ends[0].tap < 0 || wire->ends[1].tap < 0) {
    remove_wire(wire);
    return;
  }
  snprintf(wire->name, IFNAMSIZ, "%s", name);
  for (int side = 0; side < 2; side++) watch(wire->ends[side].tap, (wire - wires) * 2 + side);
}

static void obey(const char *line) {
  char name[IFNAMSIZ], namespace[512];
  unsigned long delay, loss;
  struct wire *wire;
  if (sscanf(line, "add %15s %511s %lu %lu", name, namespace, &delay, &loss) == 4) {
    add_wire(name, namespace, delay * 1000, loss);
  } else if (sscanf(line, "set %15s %lu %lu", name, &delay, &loss) == 3 && (wire = find_wire(name))) {
    wire->delay = delay * 1000;
    wire->loss = loss;
  } else if (sscanf(line, "remove %15s", name) == 1 && (wire = find_wire(name))) {
    remove_wire(wire);
  } else {
    fprintf(stderr, "cannot: %s\n", line);
  }
}

static void read_commands(int fifo) {
  static char text[8192];
  static size_t have;
  ssize_t got = read(fifo, text + have, sizeof text - 1 - have);
  if (got <= 0) return;
  have += got;
  text[have] = 0;
  char *line = text, *end;
  for (; (end = strchr(line, '\n')); line = end + 1) {
    *end = 0;
    obey(line);
  }
  have -= line - text;
  memmove(text, line, have);
}

static void receive(struct wire *wire, struct end *end) {
  unsigned char bytes[FRAME_SIZE];
  // not more at a time, so that a busy host does not hold up the others
  for (int burst = 0; burst < 64 && wire->name[0]; burst++) {
    ssize_t length = read(end->tap, bytes, sizeof bytes);
    if (length <= 0) {
      if (length < 0 && errno != EAGAIN && errno != EINTR) remove_wire(wire);
      return;
    }
    if (random() % 1000000 < wire->loss || end->queued >= LONGEST_QUEUE) continue;
    enqueue(end, bytes, length, now() + wire->delay);
  }
}

// Writes what is due, and returns when the next frame will be; 0: there is none.
static uint64_t deliver(void) {
  uint64_t next = 0, time = now();
  for (int i = 0; i < 2 * MOST_WIRES; i++) {
    struct end *from = &wires[i / 2].ends[i % 2], *to = &wires[i / 2].ends[!(i % 2)];
    for (; from->first && from->first->due <= time; dequeue(from)) {
      ssize_t written = write(to->tap, from->first->bytes, from->first->length);
      (void)written;  // nothing when the device is down: the frame is lost
    }
    if (from->first && (!next || from->first->due < next)) next = from->first->due;
  }
  return next;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  int fifo = open(arguments[1], O_RDWR | O_NONBLOCK | O_CLOEXEC), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  events = epoll_create1(EPOLL_CLOEXEC);
  if (fifo < 0 || timer < 0 || events < 0) {
    perror(arguments[1]);
    return 1;
  }
  watch(fifo, COMMANDS);
  watch(timer, TIMER);
  srandom(now());
  for (;;) {
    struct epoll_event happened[256];
    int total = epoll_wait(events, happened, 256, -1);
    for (int i = 0; i < total; i++) {
      uint64_t id = happened[i].data.u64;
      if (id == COMMANDS) read_commands(fifo);
      else if (id < COMMANDS) receive(&wires[id / 2], &wires[id / 2].ends[id % 2]);
    }
    uint64_t next = deliver();  // setting the timer also ends its event
    struct itimerspec alarm = {.it_value = {.tv_sec = next / 1000000000, .tv_nsec = next % 1000000000}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &alarm, NULL);
  }
}
