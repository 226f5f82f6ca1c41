package dev.footbridge.cluster;

/**
 * What one member does, as this one knows.
 *
 * @param name its name
 * @param address where it is
 * @param slots how many blocking jobs it runs at once
 * @param asyncSlots how many async jobs it runs at once
 * @param running jobs of this submitter that it has
 * @param others slots for blocking jobs that are taken by others, as it last said
 * @param asyncOthers slots for async jobs that are taken by others, as it last said
 * @param ended jobs of this submitter that ended there
 * @param meanMillis how long they took of late, with the way there and back; zero if none has ended
 * @param isLeaving whether it takes no more
 */
public record MemberStats(String name, String address, int slots, int asyncSlots, int running, int others,
        int asyncOthers, long ended, double meanMillis, boolean isLeaving) {}
