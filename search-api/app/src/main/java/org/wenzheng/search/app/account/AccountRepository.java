package org.wenzheng.search.app.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wenzheng.search.app.account.SignedIn.Role;

/** Accounts in the database. */
@Repository
public class AccountRepository {

    private final JdbcClient database;

    AccountRepository(JdbcClient database) {
        this.database = database;
    }

    /** The account of this name. */
    public Optional<Account> find(String name) {
        return database.sql(
                        """
                        select name, password_hash, password_change_required, credentials_version, failed_sign_ins,
                               locked_until, account_role
                        from account where name = ?""")
                .param(name)
                .query(AccountRepository::account)
                .optional();
    }

    boolean isEmpty() {
        return database.sql("select count(*) from account").query(Long.class).single() == 0;
    }

    void create(String name, String passwordHash, Role role) {
        database.sql(
                        """
                        insert into account (name, password_hash, password_change_required, credentials_version,
                                             failed_sign_ins, account_role)
                        values (?, ?, true, 1, 0, ?)""")
                .params(name, passwordHash, role.id())
                .update();
    }

    /** Counts a wrong password and returns how many there were in a row. */
    int countFailure(String name) {
        database.sql("update account set failed_sign_ins = failed_sign_ins + 1 where name = ?")
                .param(name)
                .update();
        return find(name).map(Account::failedSignIns).orElse(0);
    }

    /** Locks the account; the count of failures begins anew. */
    void lock(String name, Instant until) {
        database.sql("update account set failed_sign_ins = 0, locked_until = ? where name = ?")
                .params(Timestamp.from(until), name)
                .update();
    }

    void clearFailures(String name) {
        database.sql("update account set failed_sign_ins = 0, locked_until = null where name = ?")
                .param(name)
                .update();
    }

    void setPassword(String name, String passwordHash) {
        database.sql(
                        """
                        update account set password_hash = ?, password_change_required = false, failed_sign_ins = 0,
                               credentials_version = credentials_version + 1
                        where name = ?""")
                .params(passwordHash, name)
                .update();
    }

    private static Account account(ResultSet row, int index) throws SQLException {
        Timestamp lockedUntil = row.getTimestamp("locked_until");
        return new Account(
                row.getString("name"),
                row.getString("password_hash"),
                row.getBoolean("password_change_required"),
                row.getInt("credentials_version"),
                row.getInt("failed_sign_ins"),
                lockedUntil == null ? null : lockedUntil.toInstant(),
                Role.of(row.getString("account_role")).orElseThrow());
    }
}
