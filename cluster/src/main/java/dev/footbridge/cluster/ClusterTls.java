package dev.footbridge.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Mutual TLS between members: who cannot show a certificate that is trusted gets nowhere, be it as a member or as a submitter.
 * One key store for all members will do: each shows its certificate and trusts it in the others.
 *
 * {@snippet lang=shell :
 * keytool -genkeypair -alias cluster -keyalg EC -dname CN=cluster -validity 365 \
 *         -storetype PKCS12 -keystore cluster.p12 -storepass:file password
 * }
 *
 * <p>Immutable; any thread.
 */
public final class ClusterTls {

    /** No TLS: for a cluster that only this host can reach. */
    public static final ClusterTls NONE = new ClusterTls();

    private final SSLContext context;

    private ClusterTls() {
        try {
            context = SSLContext.getDefault();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ClusterTls(SSLContext context) {
        this.context = context;
    }

    /**
     * The key and the certificate of one store, which is also what is trusted.
     *
     * @param keyStore a PKCS 12 file
     * @param password its password
     * @return the settings
     * @throws IllegalArgumentException if it cannot be read, or has no key
     */
    public static ClusterTls of(Path keyStore, char[] password) {
        return of(keyStore, password, keyStore, password);
    }

    /**
     * The key and the certificate of one store; another says who is trusted.
     *
     * @param keyStore a PKCS 12 file
     * @param password its password
     * @param trustStore a PKCS 12 file with the certificates that are trusted, or those that signed them
     * @param trustPassword its password
     * @return the settings
     * @throws IllegalArgumentException if one cannot be read, or has nothing in it
     */
    public static ClusterTls of(Path keyStore, char[] password, Path trustStore, char[] trustPassword) {
        KeyStore keys = load(keyStore, password);
        KeyStore trusted = trustedOf(load(trustStore, trustPassword), trustStore);
        char[] copy = password.clone();
        try {
            if (!hasKey(keys)) {
                throw new IllegalArgumentException("the key store " + keyStore
                        + " has no private key: make one with keytool -genkeypair, or take the other store");
            }
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, copy);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return new ClusterTls(context);
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("the key store " + keyStore + " cannot be used: " + refused.getMessage()
                    + ". Give a PKCS 12 file with a private key, and its password", refused);
        } finally {
            Arrays.fill(copy, ' ');
        }
    }

    /**
     * A context of your own, say with keys that are renewed. It must ask for and check certificates.
     *
     * @param context used for connections in both directions
     * @return the settings
     */
    public static ClusterTls of(SSLContext context) {
        return new ClusterTls(Objects.requireNonNull(context, "the TLS context is null: give one, or ClusterTls.NONE"));
    }

    private static KeyStore load(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("the key store " + file + " cannot be read: " + unreadable
                    + ". Give a PKCS 12 file and its password", unreadable);
        }
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    /** All certificates of a store: those that come with a key are not trusted by themselves. */
    private static KeyStore trustedOf(KeyStore store, Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                trusted.setCertificateEntry(alias, store.getCertificate(alias));
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("the trust store " + file + " has no certificate in it: give one");
            }
            return trusted;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("the trust store " + file + " cannot be used: " + unreadable,
                    unreadable);
        }
    }

    /** What connections are made with. */
    public SSLContext context() {
        return context;
    }
}
