package dev.keyway.policy;

import java.util.regex.Pattern;

/**
 * One member of a {@code Principal} or {@code NotPrincipal} element.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
public sealed interface Principal {

  /** The value inside its member, for example {@code arn:aws:iam::123456789012:root}. */
  String value();

  /** The member of the element that it stands in; {@link Anyone} may also stand alone. */
  Kind kind();

  /** The members of a {@code Principal} element, in the order in which they are written. */
  enum Kind {
    AWS("AWS"),
    SERVICE("Service"),
    FEDERATED("Federated"),
    CANONICAL_USER("CanonicalUser");

    private final String member;

    Kind(String member) {
      this.member = member;
    }

    /** The member's name as AWS spells it. */
    public String member() {
      return member;
    }
  }

  /**
   * A whole account, to which the decision about its own users and roles is delegated.
   *
   * @param partition empty when only the account id was written: the partition of the resource
   */
  record Account(String partition, String accountId) implements Principal {
    public Account {
      if (!AccountId.isAccountId(accountId)) {
        throw new IllegalArgumentException("not an account id: " + accountId);
      }
    }

    @Override
    public String value() {
      return partition.isEmpty() ? accountId : "arn:" + partition + ":iam::" + accountId + ":root";
    }

    @Override
    public Kind kind() {
      return Kind.AWS;
    }
  }

  /** A role, a user, a role session or a federated user, by its ARN. */
  record Arn(String arn) implements Principal {
    public Arn {
      if (AmazonResourceName.parse(arn).isEmpty() || arn.contains("*") || arn.contains("?")) {
        throw new IllegalArgumentException("not the ARN of a principal: " + arn);
      }
    }

    @Override
    public String value() {
      return arn;
    }

    @Override
    public Kind kind() {
      return Kind.AWS;
    }
  }

  /** An AWS service that calls in its own name, for example {@code sns.amazonaws.com}. */
  record Service(String name) implements Principal {
    public Service {
      requireText(name);
    }

    @Override
    public String value() {
      return name;
    }

    @Override
    public Kind kind() {
      return Kind.SERVICE;
    }
  }

  /** An identity provider. */
  record Federated(String id) implements Principal {
    public Federated {
      requireText(id);
    }

    @Override
    public String value() {
      return id;
    }

    @Override
    public Kind kind() {
      return Kind.FEDERATED;
    }
  }

  /** The canonical user id of an account, as S3 uses it. */
  record CanonicalUser(String id) implements Principal {
    public CanonicalUser {
      requireText(id);
    }

    @Override
    public String value() {
      return id;
    }

    @Override
    public Kind kind() {
      return Kind.CANONICAL_USER;
    }
  }

  /**
   * The unique id ({@code AROA…}, {@code AIDA…}) that AWS returns in place of an ARN once the role
   * or user was deleted. A new role of the same name is another principal.
   */
  record UniqueId(String id) implements Principal {
    static final Pattern SYNTAX = Pattern.compile("A[A-Z]{3}[A-Z0-9]{8,124}");

    public UniqueId {
      if (!SYNTAX.matcher(id).matches()) {
        throw new IllegalArgumentException("not a unique id: " + id);
      }
    }

    @Override
    public String value() {
      return id;
    }

    @Override
    public Kind kind() {
      return Kind.AWS;
    }
  }

  /**
   * Everyone, signed or not.
   *
   * @param awsForm {@code {"AWS":"*"}} instead of {@code "*"}; the two are kept apart because some
   *     services treat them differently
   */
  record Anyone(boolean awsForm) implements Principal {
    @Override
    public String value() {
      return "*";
    }

    @Override
    public Kind kind() {
      return Kind.AWS;
    }
  }

  /**
   * Read a member of {@code "AWS": …}.
   *
   * @throws IllegalArgumentException if AWS would not accept the text there
   */
  static Principal aws(String text) {
    if (text.equals("*")) {
      return new Anyone(true);
    }
    if (AccountId.isAccountId(text)) {
      return new Account("", text);
    }
    if (text.startsWith("arn:")) {
      return AmazonResourceName.parse(text)
          .filter(AmazonResourceName::isAccountRoot)
          .<Principal>map(arn -> new Account(arn.partition(), arn.account()))
          .orElseGet(() -> new Arn(text));
    }
    return new UniqueId(text);
  }

  private static void requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty principal");
    }
  }
}
