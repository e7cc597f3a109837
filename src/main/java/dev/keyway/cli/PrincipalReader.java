package dev.keyway.cli;

import dev.keyway.policy.AccountId;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.Caller;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads who calls: an ARN, an account, a service, or nobody who signs. */
final class PrincipalReader {
  private static final String PRINCIPAL = "principal";
  private static final String ACCOUNT = "principalAccount";
  private static final String SESSION = "assumed-role/";
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9.-]+[.](amazonaws[.]com([.]cn)?|aws[.]internal)");
  private static final Pattern WITHOUT_ARN = Pattern.compile("(role|user)/.+|root");

  private PrincipalReader() {}

  /**
   * Read a principal.
   *
   * @param account what the request says of its account
   * @param partition of the resource, in which an account without an ARN is
   */
  static Caller read(String text, Optional<String> account, String partition) throws BadInput {
    if (text.equals("*") || text.equals("anonymous")) {
      return withoutAccount(new Caller.Anonymous(), account, "an unsigned call");
    }
    if (SERVICE.matcher(text).matches()) {
      return withoutAccount(new Caller.Service(text), account, "a service");
    }
    if (AccountId.isAccountId(text)) {
      return caller(new AmazonResourceName(partition, "iam", "", text, "root"), account);
    }
    if (WITHOUT_ARN.matcher(text).matches() && account.isPresent()) {
      return caller(new AmazonResourceName(partition, "iam", "", account.get(), text), account);
    }
    Optional<AmazonResourceName> arn = AmazonResourceName.parse(text);
    if (arn.isEmpty()) {
      throw refused(text);
    }
    return caller(arn.get(), account);
  }

  private static Caller caller(AmazonResourceName arn, Optional<String> account) throws BadInput {
    String owner = arn.account().isEmpty() ? account.orElse("") : arn.account();
    if (!AccountId.isAccountId(owner)) {
      throw BadInput.at(PRINCIPAL, "names no account; give it here or in " + ACCOUNT);
    }
    if (account.isPresent() && !account.get().equals(owner)) {
      throw BadInput.at(ACCOUNT, "is " + account.get() + ", but the principal is of " + owner);
    }
    var whole = new AmazonResourceName(arn.partition(), arn.service(), "", owner, arn.resource());
    String name = arn.resource().substring(arn.resource().indexOf('/') + 1);
    if (name.isEmpty() || name.contains("*") || name.contains("?")) {
      throw refused(arn.toString());
    }
    if (whole.isAccountRoot()) {
      return new Caller.AccountRoot(arn.partition(), owner);
    }
    if (whole.isIam("role")) {
      return new Caller.IamRole(whole.toString());
    }
    if (whole.isIam("user")) {
      return new Caller.IamUser(whole.toString());
    }
    if (arn.service().equals("sts") && arn.resource().startsWith(SESSION)) {
      return new Caller.IamRole(roleOf(whole).toString());
    }
    throw refused(arn.toString());
  }

  /** A session's ARN leaves out the path of the role. */
  private static AmazonResourceName roleOf(AmazonResourceName session) throws BadInput {
    String[] names = session.resource().substring(SESSION.length()).split("/", -1);
    if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
      throw refused(session.toString());
    }
    return new AmazonResourceName(
        session.partition(), "iam", "", session.account(), "role/" + names[0]);
  }

  private static Caller withoutAccount(Caller caller, Optional<String> account, String what)
      throws BadInput {
    if (account.isPresent()) {
      throw BadInput.at(ACCOUNT, "is given, but " + what + " has none");
    }
    return caller;
  }

  private static BadInput refused(String text) {
    return BadInput.at(
        PRINCIPAL,
        "must be the ARN of a role, role session, user or account, an account id, a service such as"
            + " sns.amazonaws.com, or \"anonymous\", not \""
            + text
            + "\"");
  }
}
