package io.tillstream.query.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A company's identity provider, as it is configured. */
@ConfigMapping(prefix = "tillstream.access.company")
interface CompanyConfig {

    /** A company's identity provider (OpenID Connect) as its tokens name it; https, but on this machine. Without it there is none. */
    Optional<URI> issuer();

    /** Name of this installation at the provider. */
    Optional<String> clientId();

    /** File with its secret; without one it is a public client, which PKCE protects alone. */
    Optional<Path> clientSecretFile();

    /** Whom tokens that programs send must be meant for; without it none are taken. */
    Optional<String> audience();

    /** What is asked for at sign-in, separated by spaces. */
    @WithDefault("openid profile email")
    String scopes();

    /** The claim with the name that people are known by. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** The claim that says what somebody may do, with dots between levels. */
    @WithDefault("groups")
    String rolesClaim();

    /** What the values of that claim stand for. */
    RoleClaims roles();

    /** What the values of the claim stand for. */
    interface RoleClaims {

        /** Its values that make a viewer, separated by commas. */
        Optional<Set<String>> viewer();

        /** Its values that make an analyst. */
        Optional<Set<String>> analyst();

        /** Its values that make an administrator. */
        Optional<Set<String>> admin();

        /** Its values that let somebody with a role see all personal data, too. */
        Optional<Set<String>> personalData();

        /** Its values that let somebody with a role see names, e-mail addresses and phone numbers. */
        Optional<Set<String>> personalContacts();

        /** Its values that let somebody with a role see what customers wrote. */
        Optional<Set<String>> personalTexts();
    }
}
