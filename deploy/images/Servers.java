import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.broker.EmbeddedBroker;
import org.echomotion.standalone.database.EmbeddedStudyStore;

/**
 * PostgreSQL and Kafka for try.sh, as a site would have them: an empty database whose owner is an
 * ordinary role, a role for each service that an administrator has made, and a user of Kafka for
 * each service. Writes the addresses to the file "servers" in the data folder, and runs until it is
 * stopped.
 */
class Servers {

  private static final String DATABASE = "site";

  public static void main(String[] arguments) throws Exception {
    DataDirectory directory = DataDirectory.hold(Path.of(arguments[0]), "try.sh");
    EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
    EmbeddedBroker broker = EmbeddedBroker.start(directory);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  broker.close();
                  store.close();
                }));
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean made;
      try (ResultSet found =
          statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
        made = found.next();
      }
      if (!made) {
        statement.execute("create role owner login password 'owner'");
        statement.execute("create database " + DATABASE + " owner owner");
      }
    }
    Path file = directory.root().resolve("servers.new");
    Files.writeString(
        file,
        "DATABASE=%s%nBROKER=%s%n"
            .formatted(
                store.jdbcUrl().replaceFirst("/echomotion", "/" + DATABASE),
                broker.bootstrapServers()));
    Files.move(file, directory.root().resolve("servers"));
    Thread.currentThread().join();
  }
}
