package org.echomotion.connection;

/**
 * How many messages of a call may be received before others are processed. While there is no room
 * for another message, no bytes of the call are read.
 */
public final class MessagePace {

  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** What carries the messages of the call. */
  interface Transport {

    /**
     * Hands over as many further messages as they arrive.
     *
     * @param handedOver called once those are handed over that have arrived already
     */
    void request(int count, Runnable handedOver);

    /** Stops reading bytes of the call. */
    void pause();

    /** Reads bytes of the call again. */
    void resume();
  }

  private final Transport transport;
  private int most = UNLIMITED;

  /** Messages that the method can take. */
  private int wanted;

  /** Messages that were requested and are not processed. */
  private int taken;

  /** Messages that were requested and have not arrived. */
  private int awaited;

  MessagePace(Transport transport) {
    this.transport = transport;
  }

  /** Sets the largest number of messages that have been received and not processed. */
  synchronized MessagePace limitedTo(int limit) {
    most = limit;
    return this;
  }

  /** Receives as many further messages as soon as there is room for them. */
  synchronized void request(int count) {
    wanted = sum(wanted, count);
    receive();
  }

  /** To be called when a message has arrived. */
  synchronized void arrived() {
    awaited--;
    if (awaited == 0 && most != UNLIMITED) {
      transport.pause();
    }
  }

  /** Makes room for another message. */
  public synchronized void processed() {
    taken--;
    receive();
  }

  /**
   * Lifts the limit, because the call is answered. What the caller has still sent is received and
   * dropped: otherwise it would take a part of the connection's window from the other calls.
   */
  synchronized void end() {
    most = UNLIMITED;
    receive();
    transport.resume();
  }

  private void receive() {
    int now = Math.min(wanted, most - taken);
    if (now > 0) {
      wanted -= now;
      taken = sum(taken, now);
      awaited = sum(awaited, now);
      transport.request(now, this::handedOver);
    }
  }

  private synchronized void handedOver() {
    if (awaited > 0) {
      transport.resume();
    }
  }

  private static int sum(int a, int b) {
    return (int) Math.min(UNLIMITED, (long) a + b);
  }
}
