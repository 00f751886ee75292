package org.wenzheng.jobs.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run engines in this JVM, shared by all operators. Finals go first, then pauses,
 * which most often become the final, then second looks at finals, then interims. The last two never take the last thread
 * where there are several, so that no final and no pause waits for them.
 */
public final class InferencePool {
    private static final Logger LOG = LoggerFactory.getLogger(InferencePool.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    /** Guarded by the lock. */
    private final Deque<Runnable> finals = new ArrayDeque<>();
    /** Guarded by the lock. */
    private final Deque<Runnable> pauses = new ArrayDeque<>();
    /** Guarded by the lock. */
    private final Deque<Runnable> secondLooks = new ArrayDeque<>();
    /** Guarded by the lock. */
    private final Deque<Runnable> interims = new ArrayDeque<>();

    /** How many of them second looks and interims may take. */
    private final int patientThreads;
    /** Guarded by the lock: running second looks and interims. */
    private int patientRunning;

    /** @param threads how many engines run at once */
    public InferencePool(int threads) {
        patientThreads = Math.max(1, threads - 1);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::work, "inference-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Runs a task after the finals that wait already. */
    void submitFinal(Runnable task) {
        submit(finals, task);
    }

    /** Runs a task when no final waits. */
    void submitPause(Runnable task) {
        submit(pauses, task);
    }

    /** Runs a task when neither final nor pause waits. */
    void submitSecondLook(Runnable task) {
        submit(secondLooks, task);
    }

    /** Runs a task when nothing else waits. */
    void submitInterim(Runnable task) {
        submit(interims, task);
    }

    /** Takes a task back; false if it runs or has run. */
    boolean withdraw(Runnable task) {
        lock.lock();
        try {
            return interims.remove(task) || secondLooks.remove(task) || pauses.remove(task) || finals.remove(task);
        } finally {
            lock.unlock();
        }
    }

    /** Tasks that wait. */
    int waiting() {
        lock.lock();
        try {
            return finals.size() + pauses.size() + secondLooks.size() + interims.size();
        } finally {
            lock.unlock();
        }
    }

    /** Finals that wait. */
    int finalsWaiting() {
        lock.lock();
        try {
            return finals.size();
        } finally {
            lock.unlock();
        }
    }

    private void submit(Deque<Runnable> queue, Runnable task) {
        lock.lock();
        try {
            queue.add(task);
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            boolean patient;
            Runnable task;
            lock.lock();
            try {
                while (finals.isEmpty() && pauses.isEmpty() && !patientMayRun()) {
                    work.awaitUninterruptibly();
                }
                patient = finals.isEmpty() && pauses.isEmpty();
                task = next().remove();
                patientRunning += patient ? 1 : 0;
            } finally {
                lock.unlock();
            }
            run(task, patient);
        }
    }

    private Deque<Runnable> next() {
        if (!finals.isEmpty()) {
            return finals;
        }
        if (!pauses.isEmpty()) {
            return pauses;
        }
        return secondLooks.isEmpty() ? interims : secondLooks;
    }

    private boolean patientMayRun() {
        return patientRunning < patientThreads && !(secondLooks.isEmpty() && interims.isEmpty());
    }

    private void run(Runnable task, boolean patient) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("An inference task failed outside its own handling", e);
        } finally {
            lock.lock();
            try {
                patientRunning -= patient ? 1 : 0;
                work.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
