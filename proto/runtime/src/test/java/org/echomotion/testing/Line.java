package org.echomotion.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The line between a client and a server on this machine. A test can cut it, as when the client is
 * killed, and counts what the client sends.
 */
public final class Line implements AutoCloseable {

  private final ServerSocket door;
  private final int server;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private volatile long cutAt = Long.MAX_VALUE;

  /**
   * @param server port of the server
   */
  public Line(int server) throws IOException {
    this.server = server;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Returns the port that the client connects to. */
  public int port() {
    return door.getLocalPort();
  }

  /** Returns the number of bytes that the client has sent, over all connections. */
  public long sentBytes() {
    return sent.get();
  }

  /** Cuts the line once, when the client has sent this many bytes more. */
  public void cutAfter(long bytes) {
    cutAt = sent.get() + bytes;
  }

  /** Closes all connections. New ones are possible. */
  public void cut() {
    ends.forEach(Line::close);
    ends.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        connect(client);
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void connect(Socket client) {
    try {
      Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
      ends.add(client);
      ends.add(target);
      daemon(() -> pass(client, target, true));
      daemon(() -> pass(target, client, false));
    } catch (IOException e) {
      // The server is away.
      close(client);
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    byte[] buffer = new byte[1 << 14];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (counted && sent.addAndGet(n) >= cutAt) {
          cutAt = Long.MAX_VALUE;
          cut();
        }
      }
    } catch (IOException e) {
      // One of the ends has closed the connection, or it was cut.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
