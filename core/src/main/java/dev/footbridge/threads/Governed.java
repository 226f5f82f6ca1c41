package dev.footbridge.threads;

/** As many jobs as a {@link Governor} says: what it has to be told, from the jobs and the machine. */
final class Governed implements Admission {

    private final int limit;
    private final Governor governor;
    private final Machine machine;

    Governed(int min, int limit, Machine machine) {
        this.limit = limit;
        this.governor = new Governor(Math.min(min, limit), limit, machine.cpus(), machine.nanoTime());
        this.machine = machine;
    }

    Governor governor() {
        return governor;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public boolean isElastic() {
        return true;
    }

    @Override
    public boolean admits(PoolJob<?> job, int running) {
        return governor.admits(kind(job));
    }

    private Kind kind(PoolJob<?> job) {
        Kind known = job.kind();
        if (known == null) {
            known = governor.kind(job.functionType(), machine.nanoTime());
            job.kind(known);
        }
        return known;
    }

    @Override
    public boolean readmits(PoolJob<?> job, int running) {
        Load load = job.load();
        return load == null ? running < limit : governor.readmits(load);
    }

    @Override
    public void began(PoolJob<?> job) {
        job.load(governor.began(kind(job), machine.nanoTime()));
    }

    @Override
    public void paused(PoolJob<?> job) {
        Load load = job.load();
        if (load != null) {
            governor.paused(load);
        }
    }

    @Override
    public void resumed(PoolJob<?> job) {
        Load load = job.load();
        if (load != null) {
            governor.resumed(load, machine.nanoTime());
        }
    }

    @Override
    public Reading read() {
        return new Reading(machine.cpuTime(), machine.hasSpareCpu());
    }

    @Override
    public void ended(PoolJob<?> job, Reading reading) {
        Load load = job.load();
        if (load != null) {
            governor.ended(load, reading.cpu(), reading.spare(), machine.nanoTime());
            job.load(null);
        }
    }

    /** While another one runs: its thread will take this job up. */
    @Override
    public boolean takesBack(PoolJob<?> job, int running) {
        governor.noThread(machine.nanoTime());
        Load load = job.load();
        if (running < 2 || load == null) {
            return false;
        }
        governor.undo(load);
        job.load(null);
        return true;
    }

    @Override
    public int blocked() {
        return governor.blocked();
    }

    @Override
    public String lastChange() {
        return governor.lastChange();
    }
}
