package dev.keyway.awslocal.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which a policy names a principal ("AWS JSON policy elements: Principal"). */
final class PrincipalName {

  private static final Pattern ROOT = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):root");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern UNIQUE_ID = Pattern.compile("(AROA|AIDA)[A-Z0-9]{17}");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?");

  private PrincipalName() {}

  /** The account, when the name stands for a whole account. */
  static Optional<String> accountOf(String name) {
    if (ACCOUNT.matcher(name).matches()) {
      return Optional.of(name);
    }
    Matcher root = ROOT.matcher(name);
    return root.matches() ? Optional.of(root.group(2)) : Optional.empty();
  }

  static boolean isUniqueId(String name) {
    return UNIQUE_ID.matcher(name).matches();
  }

  static boolean isService(String name) {
    return SERVICE.matcher(name).matches();
  }
}
