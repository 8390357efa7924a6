#include "team.h"
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
#include "layout.h"

struct team {
  unsigned threads, running;
  unsigned long round;
  bool ending;
  team_work *work;
  void *argument;
  pthread_mutex_t lock;
  pthread_cond_t begin, end;
  struct member {
    team *team;
    unsigned thread;
    pthread_t id;
  } * members;
};

static void *member_main(void *argument) {
  const struct member *m = argument;
  team *t = m->team;
  unsigned long seen = 0;
  pthread_mutex_lock(&t->lock);
  for (;;) {
    while (t->round == seen && !t->ending) pthread_cond_wait(&t->begin, &t->lock);
    if (t->ending) break;
    seen = t->round;
    pthread_mutex_unlock(&t->lock);
    t->work(t->argument, m->thread);
    pthread_mutex_lock(&t->lock);
    if (--t->running == 0) pthread_cond_signal(&t->end);
  }
  pthread_mutex_unlock(&t->lock);
  return NULL;
}

team *team_new(unsigned threads) {
  team *t = allocate(1, sizeof *t);
  const long cores = sysconf(_SC_NPROCESSORS_ONLN);
  t->threads = threads ? threads : cores > 0 ? (unsigned)cores : 1;
  t->members = allocate(t->threads, sizeof *t->members);
  pthread_mutex_init(&t->lock, NULL);
  pthread_cond_init(&t->begin, NULL);
  pthread_cond_init(&t->end, NULL);
  /* signals go to the caller's thread, which knows what to do with them */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (unsigned i = 1; i < t->threads; i++) {
    t->members[i] = (struct member){.team = t, .thread = i};
    if (pthread_create(&t->members[i].id, NULL, member_main, &t->members[i])) fail("cannot start thread %u", i);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return t;
}

void team_free(team *t) {
  pthread_mutex_lock(&t->lock);
  t->ending = true;
  pthread_cond_broadcast(&t->begin);
  pthread_mutex_unlock(&t->lock);
  for (unsigned i = 1; i < t->threads; i++) pthread_join(t->members[i].id, NULL);
  pthread_cond_destroy(&t->begin);
  pthread_cond_destroy(&t->end);
  pthread_mutex_destroy(&t->lock);
  free(t->members);
  free(t);
}

unsigned team_size(const team *t) { return t->threads; }

void team_run(team *t, team_work *work, void *argument) {
  pthread_mutex_lock(&t->lock);
  t->work = work;
  t->argument = argument;
  t->running = t->threads - 1;
  t->round++;
  pthread_cond_broadcast(&t->begin);
  pthread_mutex_unlock(&t->lock);
  work(argument, 0);
  pthread_mutex_lock(&t->lock);
  while (t->running) pthread_cond_wait(&t->end, &t->lock);
  pthread_mutex_unlock(&t->lock);
}
