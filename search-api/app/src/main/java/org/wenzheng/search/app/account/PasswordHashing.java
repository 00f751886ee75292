package org.wenzheng.search.app.account;

import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Argon2id (RFC 9106) with 16 MiB, 2 passes, 1 lane: some 50 ms a password. */
@Configuration(proxyBeanMethods = false)
class PasswordHashing {

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    static String encode(PasswordEncoder passwords, String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }
}
