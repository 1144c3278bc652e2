package org.hotline12345.people;

import java.time.Clock;
import java.time.Duration;
import org.hotline12345.common.AccountGate;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells the doors whether an account may be used, from its row as it stands at this moment. */
@Component
class Gate implements AccountGate {

    private final AccountRows rows;
    private final AccountBook book;
    private final Keeping keeping;
    private final DeviceKey deviceKey;
    private final Settings settings;
    private final Jurisdictions jurisdictions;
    private final Clock clock;

    Gate(AccountRows rows, AccountBook book, Keeping keeping, DeviceKey deviceKey, Settings settings, Jurisdictions jurisdictions, Clock clock) {
        this.rows = rows;
        this.book = book;
        this.keeping = keeping;
        this.deviceKey = deviceKey;
        this.settings = settings;
        this.jurisdictions = jurisdictions;
        this.clock = clock;
    }

    @Override
    public Pass passOf(String account) {
        return rows.find(account).map(this::passOf).orElse(Pass.UNKNOWN);
    }

    private Pass passOf(Account account) {
        long now = clock.millis();
        boolean good = switch (account.password()) {
            case NONE -> false;
            case ONCE -> account.passwordUntil() == null || now < account.passwordUntil();
            case OWN -> true;
        };
        return new Pass(account.state() == Account.State.ACTIVE, good,
                account.password() == Account.Password.ONCE || isOld(account, now), account.sessionsSince());
    }

    private boolean isOld(Account account, long now) {
        int days = settings.number(jurisdictions.defaultCode(), "people.passwordDays");
        return days > 0 && now - account.passwordAt() > Duration.ofDays(days).toMillis();
    }

    @Override
    @Transactional
    public void choosePassword(String account, String password) {
        Account before = keeping.require(account);
        if (book.hasPassword(account, password)) {
            throw Refusal.invalid("people.samePassword", "新密码不能与现在的密码相同。");
        }
        keeping.ownPassword(before, password);
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public byte[] deviceKey() {
        return deviceKey.get();
    }

    /** Sessions only; a machine signs in with every request. */
    @EventListener
    @Transactional
    public void signedIn(InteractiveAuthenticationSuccessEvent event) {
        rows.signedIn(event.getAuthentication().getName());
    }
}
