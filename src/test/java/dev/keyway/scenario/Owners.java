package dev.keyway.scenario;

/**
 * All objects of a retained channel are deleted and applied again, and a message is sent meanwhile.
 */
final class Owners {
  private static final String RETAINED =
      Example.FIFO.yaml().replace("spec:\n", "spec:\n  deletionPolicy: Retain\n");

  private Owners() {}

  static void returning(World world) {
    world.cluster.apply(RETAINED);
    world.settle();
    Proof.objects(world).forEach(world.cluster::delete);
    world.settle();
    world.people.publish(Example.FIFO.topicArn(), "while nobody looked after it");
    world.cluster.apply(RETAINED);
  }

  static void returned(World world) {
    Proof.converged(world, Example.FIFO);
    Proof.delivers(world, Example.FIFO);
  }
}
