package org.echomotion.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessagePaceTest {

  private int requested;
  private boolean paused;
  private Runnable handedOver = () -> {};

  private final MessagePace pace =
      new MessagePace(
          new MessagePace.Transport() {
            @Override
            public void request(int count, Runnable done) {
              requested += count;
              handedOver = done;
            }

            @Override
            public void pause() {
              paused = true;
            }

            @Override
            public void resume() {
              paused = false;
            }
          });

  /** As gRPC does: it wants the next message when one has arrived. */
  private void message() {
    pace.arrived();
    pace.request(1);
    handedOver.run();
  }

  @Test
  void requestsNoMoreThanFitsUntilOneIsProcessed() {
    pace.limitedTo(2);
    pace.request(1);
    message();
    assertEquals(2, requested);
    assertFalse(paused);
    message();
    assertEquals(2, requested);
    assertTrue(paused);
    pace.processed();
    assertEquals(3, requested);
    assertTrue(paused, "a message may have arrived already");
    handedOver.run();
    assertFalse(paused);
  }

  @Test
  void receivesTheRestOfACallThatIsAnswered() {
    pace.limitedTo(1);
    pace.request(1);
    message();
    assertEquals(1, requested);
    assertTrue(paused);
    pace.end();
    assertEquals(2, requested);
    assertFalse(paused);
    message();
    assertEquals(3, requested);
    assertFalse(paused);
  }

  @Test
  void doesNotLimitACallThatIsNotPaced() {
    pace.request(1);
    for (int i = 0; i < 1000; i++) {
      message();
    }
    assertEquals(1001, requested);
    assertFalse(paused);
  }
}
