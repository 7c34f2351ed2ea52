package org.echomotion.cli.platform;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.ingest.v1.AddTenantRequest;
import org.echomotion.contract.ingest.v1.ListTenantsRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantResponse;
import org.echomotion.contract.ingest.v1.Tenant;
import org.echomotion.contract.ingest.v1.TenantServiceGrpc;
import org.echomotion.contract.ingest.v1.TenantServiceGrpc.TenantServiceBlockingStub;
import org.echomotion.json.ProtoTime;
import org.echomotion.standalone.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, lists and removes tenants. */
@Command(
    name = "tenant",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Add, list and remove tenants, for example one per hospital.",
    description = {
      "",
      "Accounts see the studies of their own tenant only. These commands need the role operator.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion tenant add north --server 127.0.0.1:8080",
      "  echomotion tenant list --server 127.0.0.1:8080",
      "  echomotion tenant remove north --server 127.0.0.1:8080 --with-all-studies"
    },
    synopsisSubcommandLabel = "(add | list | remove)",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the removal goes on in the background",
      "2:the command line is wrong",
      "4:EchoMotion did not start, cannot be reached, or refused"
    })
public final class TenantCommand {

  @Spec private CommandSpec spec;

  private static TenantServiceBlockingStub tenants(Session session) {
    return TenantServiceGrpc.newBlockingStub(session.client().channel(Service.INGEST))
        .withDeadlineAfter(5, TimeUnit.MINUTES);
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description =
          "Add a tenant. Accounts with its name in the attribute \"tenant\" can then work.")
  int add(
      @Parameters(paramLabel = "NAME", description = "1 to 40 of a-z, 0-9 and \"-\".") String name,
      @Mixin PlatformOptions platform)
      throws InterruptedException {
    try (Session session = Session.open(platform, "tenant")) {
      tenants(session).addTenant(AddTenantRequest.newBuilder().setName(name).build());
      print("Added " + name + ".");
      return ExitCode.OK;
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the tenants.")
  int list(@Mixin PlatformOptions platform) throws InterruptedException {
    try (Session session = Session.open(platform, "tenant")) {
      for (Tenant tenant :
          tenants(session).listTenants(ListTenantsRequest.getDefaultInstance()).getTenantsList()) {
        print(
            "%-40s added %s%s"
                .formatted(
                    tenant.getName(),
                    ProtoTime.instant(tenant.getCreatedAt()),
                    tenant.getClosed() ? ", is being removed" : ""));
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Delete a tenant with all of its studies. Its audit trail is kept.")
  int remove(
      @Parameters(paramLabel = "NAME", description = "Name of the tenant.") String name,
      @Option(
              names = "--with-all-studies",
              required = true,
              description = "Confirms that all of its studies are deleted.")
          boolean confirmed,
      @Mixin PlatformOptions platform)
      throws InterruptedException {
    try (Session session = Session.open(platform, "tenant")) {
      RemoveTenantResponse removed =
          tenants(session).removeTenant(RemoveTenantRequest.newBuilder().setName(name).build());
      print("Deleted " + removed.getStudies() + " studies of " + name + ".");
      if (removed.getComplete()) {
        print("Its audit trail stays, and so do its events in Kafka until they expire.");
        return ExitCode.OK;
      }
      print("The rest is deleted in the background.");
      return ExitCode.NOT_WHOLE;
    }
  }
}
