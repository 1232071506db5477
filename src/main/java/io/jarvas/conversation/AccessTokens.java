package io.jarvas.conversation;

import io.jarvas.conversation.AccessToken.Digest;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import java.util.List;
import java.util.Optional;

/// The tokens with which machines come in, besides the one in the settings. Safe to use from any thread; what another
/// process changes counts at once.
///
/// Everything throws a [StoreException] where it cannot be done.
public interface AccessTokens {
    /// All, by name.
    List<AccessToken> all();

    /// A new token, which nobody can be told again; nothing where there is one of that name.
    Optional<Secret> make(Name name);

    /// Whether there was one of that name. Nobody comes in with it any more.
    boolean revoke(Name name);

    /// Whose token it is, who is noted as having come.
    Optional<Name> use(Digest digest);

    /// Of the token of that name, which another one may have in the meantime.
    Optional<Digest> digest(Name name);
}
