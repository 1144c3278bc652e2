package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Everything the webapps show is Chinese, in an English browser too, unless a person chooses English. */
@Tag("browser")
class LanguageBrowserIT {

    /**
     * What is seen and holds Latin words: texts, tips, placeholders, names for screen readers. Left out are places for
     * names that people or models give: keys, ids, variables, cells of decision tables, accounts.
     */
    private static final String SEEN = """
            const found = new Set([document.title]);
            const given = 'script, style, noscript, code, pre, textarea, td.key, td.configuration, td[class*="type-"], .cell, '
                + '.input-variable, .output-variable, td.resource-id, td.user.group, td.username, td.group-id, .definition-key, '
                + 'dd, .code, .board-title, .hotline-events, .filepath, .resource h4, .deployment .name, td.business-key, .tree-node-label a, .form-control-static';
            const seen = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !e.closest(given);
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                if (seen(texts.currentNode.parentElement)) found.add(texts.currentNode.data.trim());
            }
            for (const e of document.querySelectorAll('[title], [placeholder], [aria-label], [alt]')) {
                if (seen(e)) ['title', 'placeholder', 'aria-label', 'alt'].forEach(a => e.hasAttribute(a) && found.add(e.getAttribute(a)));
            }
            return [...found].filter(t => /[A-Za-z]{2}/.test(t));
            """;
    private static final String SETTLED = """
            const injector = window.angular?.element(document.body).injector?.();
            const waiting = injector ? injector.get('$http').pendingRequests.length : 0;
            return document.readyState === 'complete' && waiting === 0 && !document.querySelector('.app-splash, [aria-busy]');
            """;
    /** Latin words that may stand in a Chinese screen, the longest way of reading one first. */
    private static final Pattern ALLOWED = Pattern.compile("""
            (?<![A-Za-z])(?:
                English                                  # the name of the other language, in that language
              | [0-9a-f]{8}-[0-9a-f-]{20,}(…|\\.\\.\\.)?    # ids
              | [A-Z]{2,3}\\d{10,}(-\\d+)?               # ticket numbers
              | TB-[0-9a-f]{16}                          # ids of bulletins
              | [\\w-]+:\\d+:[0-9a-f-]+                 # ids of definitions
              | [\\w-]+\\.(bpmn|dmn|form)               # names of files
              | [a-z0-9]+(-[a-z0-9]+)+                   # codes of units, accounts and models
              | (GET|POST|PUT|DELETE)\\ /\\S*          # doors in the audit trail
              | [a-z]+\\.[a-zA-Z0-9]+                   # codes of refusals
              | \\w+_\\w+\\#multiInstanceBody            # ids of nodes
              | (?i:ctrl|alt|shift)(\\s?\\+\\s?[\\w\\p{IsHan}]+)+         # keys
              | BPMN|DMN|CSV|JSON|LDAP|CTRL|MB|GB|Word|WPS|Excel|PDF|GBK|UTF-8|SHA-256|ZIP|docx|xlsx|csv|zip # names of formats, of a key and of units
              | satisfactionOfEvaluated|satisfaction|instantOfAll|instant|once # values of settings, to be typed
              | admin|operator|dispatcher|reviewer|callback|supervisor|designer|auditor|inspector|cockpit|tasklist # accounts and names to be typed
            )(?![A-Za-z])""", Pattern.COMMENTS);

    private final Node node = SharedNode.get();
    private Browser browser;

    @BeforeEach
    void openEnglishBrowser() {
        browser = Browser.open(node, Browser.DESK);
        String agent = (String) browser.driver().executeScript("return navigator.userAgent");
        browser.driver().executeCdpCommand("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", "en-US"));
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aClerkMeetsNoEnglishInTasklist() {
        String ticketNo = registered("language-clerk");
        TasklistScreen tasklist = TasklistScreen.of(browser, "clerk-market-regulation");
        assertThat(browser.driver().executeScript("return navigator.language")).isEqualTo("en-US");
        List<String> left = new ArrayList<>(leftIn("Tasklist"));
        tasklist.opens("本单位工单", ticketNo);
        left.addAll(leftIn("Tasklist, a ticket"));
        tasklist.claims();
        tasklist.chooses("答复");
        left.addAll(leftIn("Tasklist, the form"));
        browser.find("//*[contains(@class,'fjs-form')]//textarea[not(@disabled)]").sendKeys("答" + Keys.BACK_SPACE + Keys.TAB);
        browser.find("//*[contains(@class,'fjs-form-field-error')]//*[contains(text(),'此项必填')]");
        left.addAll(leftIn("Tasklist, a refused field"));
        left.addAll(leftAfterClicking("Tasklist, the task's tabs", "[cam-tasklist-task] .nav-tabs a"));
        left.addAll(leftAfterClicking("Tasklist, sorting and menus", ".sorting-choice .dropdown-toggle, [cam-widget-header] .dropdown-toggle"));
        left.addAll(leftAfterClicking("Tasklist, the search", ".search-container input.main-field"));
        browser.picture("tasklist/language");

        assertThat(left).isEmpty();
        assertThat(browser.driver().getTitle()).contains("工单任务");
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("zh-CN");
        assertThat(browser.driver().executeScript("return window.flatpickr.l10ns.default.months.longhand[0]")).isEqualTo("1月");
        assertThat(browser.driver().executeScript("return new Intl.DateTimeFormat('default').format(new Date(2026, 10, 21))"))
                .isEqualTo("2026/11/21");
    }

    @Test
    void everyRoleMeetsNoEnglishInItsFirstScreens() {
        List<String> left = new ArrayList<>();
        for (String role : List.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "desk-policy")) {
            browser.signIn(role);
            browser.go("/camunda/app/tasklist/default/");
            left.addAll(leftIn("Tasklist of " + role));
            browser.go("/camunda/app/welcome/default/");
            left.addAll(leftIn("Welcome of " + role));
        }
        left.addAll(leftAfterClicking("Welcome, the profile", ".user-profile a"));
        assertThat(left).isEmpty();
    }

    @Test
    void aSupervisorMeetsNoEnglishInCockpit() {
        String ticketNo = registered("language-supervisor");
        browser.signIn("supervisor");
        assertThat(leftInCockpit(ticketNo)).isEmpty();
        browser.picture("cockpit/language");
    }

    @Test
    void aSupervisorMeetsNoEnglishOnTheProductsOwnScreens() {
        String ticketNo = registered("language-own");
        browser.signIn("supervisor");
        List<String> left = new ArrayList<>();
        for (String page : List.of("/camunda/app/cockpit/default/#/hotline-board", "/camunda/app/cockpit/default/#/search",
                "/camunda/app/cockpit/default/#/hotline-tickets?ticketNo=" + ticketNo,
                "/camunda/app/cockpit/default/#/hotline-failed-steps", "/camunda/app/tasklist/default/#/shifts", "/wall", "/desk")) {
            browser.go(page);
            left.addAll(leftIn(page));
        }
        assertThat(left).isEmpty();
    }

    @Test
    void anAdministratorMeetsNoEnglishInAdminAndCockpit() {
        String ticketNo = registered("language-admin");
        browser.signIn("admin");
        List<String> left = new ArrayList<>();
        for (String page : List.of("#/", "#/users", "#/users/supervisor?tab=profile", "#/users/supervisor?tab=account",
                "#/users/supervisor?tab=groups", "#/users/supervisor?tab=tenants", "#/user-create", "#/groups",
                "#/groups/supervisor?tab=group", "#/groups/supervisor?tab=users", "#/group-create", "#/tenants", "#/tenant-create",
                "#/system?section=system-settings-general", "#/system?section=system-settings-metrics",
                "#/authorization?resource=0", "#/authorization?resource=6", "#/authorization?resource=7", "#/authorization?resource=8")) {
            browser.go("/camunda/app/admin/default/" + page);
            left.addAll(leftIn("Admin " + page));
        }
        browser.picture("admin/language");
        left.addAll(leftInCockpit(ticketNo));
        assertThat(left).isEmpty();
    }

    @Test
    void anAdministratorMeetsNoEnglishOnTheProductsOwnPages() {
        registered("language-pages");
        browser.signIn("admin");
        List<String> pages = new ArrayList<>();
        for (String frame : List.of("/admin", "/bulletins")) {
            browser.go(frame);
            browser.waitFor("the pages of " + frame, () -> !browser.shown("//nav[@id='sections']//a").isEmpty());
            List<String> sections = browser.shown("//nav[@id='sections']//a").stream()
                    .map(link -> frame + link.getDomAttribute("href")).toList();
            assertThat(sections).hasSizeGreaterThan(5);
            pages.addAll(sections);
        }
        pages.addAll(List.of("/camunda/app/tasklist/default/#/search", "/help"));
        List<String> left = new ArrayList<>();
        for (String page : pages) {
            browser.go(page);
            left.addAll(leftIn(page));
        }
        assertThat(left).isEmpty();
    }

    @Test
    void aPersonChoosesEnglishAndGoesBackToChinese() {
        browser.signIn("supervisor");
        browser.go("/camunda/app/cockpit/default/");
        browser.find("//*[contains(text(),'流程')]");
        browser.click("//*[contains(@class,'hotline-languages')]//button[.='English']");
        browser.find("//a[normalize-space()='Processes']");
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("en");
        browser.go("/camunda/app/tasklist/default/");
        browser.find("//*[contains(text(),'Keyboard Shortcuts')]");

        browser.click("//*[contains(@class,'hotline-languages')]//button[.='中文']");
        browser.find("//*[contains(text(),'键盘快捷键')]");
        assertThat(browser.driver().findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("zh-CN");
    }

    private String registered(String externalId) {
        Map<String, Object> request = Person.complaint(externalId);
        request.put("category", "consumer-rights");
        return node.as("operator").registers(request);
    }

    private List<String> leftInCockpit(String ticketNo) {
        List<String> left = new ArrayList<>();
        for (String page : List.of("#/dashboard", "#/processes", "#/decisions", "#/tasks", "#/repository", "#/batch")) {
            browser.go("/camunda/app/cockpit/default/" + page);
            left.addAll(leftIn("Cockpit " + page));
            left.addAll(leftAfterClicking("Cockpit " + page, ".nav-tabs a"));
        }
        left.addAll(leftAfterClicking("Cockpit, the header", "[cam-widget-header] .dropdown-toggle"));
        JsonNode instances = node.as("admin").get("/engine-rest/process-instance?businessKey=" + ticketNo).json();
        assertThat(instances).isNotEmpty();
        for (JsonNode instance : instances) {
            browser.go("/camunda/app/cockpit/default/#/process-instance/" + instance.path("id").asText() + "/runtime");
            left.addAll(leftIn("Cockpit, " + instance.path("definitionId").asText()));
            left.addAll(leftAfterClicking("Cockpit, a process instance", ".nav-tabs a"));
        }
        String definition = instances.get(0).path("definitionId").asText();
        browser.go("/camunda/app/cockpit/default/#/process-definition/" + definition + "/runtime");
        left.addAll(leftIn("Cockpit, a process"));
        left.addAll(leftAfterClicking("Cockpit, a process", ".nav-tabs a"));
        String decision = node.as("admin").get("/engine-rest/decision-definition?key=urgency&latestVersion=true").json().get(0)
                .path("id").asText();
        browser.go("/camunda/app/cockpit/default/#/decision-definition/" + decision);
        left.addAll(leftIn("Cockpit, a decision"));
        return left;
    }

    private List<String> leftAfterClicking(String where, String css) {
        List<String> left = new ArrayList<>();
        int offers = browser.driver().findElements(By.cssSelector(css)).size();
        for (int i = 0; i < offers; i++) {
            List<WebElement> again = browser.driver().findElements(By.cssSelector(css));
            if (i < again.size() && again.get(i).isDisplayed()) {
                ((JavascriptExecutor) browser.driver()).executeScript("arguments[0].click()", again.get(i));
                left.addAll(leftIn(where + ", " + css + " " + (i + 1)));
            }
        }
        return left;
    }

    /** Looks at what is shown once the page has read all it wants; English flashes up only until then. */
    @SuppressWarnings("unchecked")
    private List<String> leftIn(String screen) {
        // Twice in a row: between two of its requests a page waits for nothing for a moment.
        AtomicInteger settled = new AtomicInteger();
        browser.waitFor(screen + " has read everything", () -> Boolean.TRUE.equals(browser.driver().executeScript(SETTLED))
                ? settled.incrementAndGet() > 1 : settled.getAndSet(0) < 0);
        List<String> left = new ArrayList<>();
        browser.waitFor(screen + " is shown", () -> browser.text().codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN));
        for (String text : (List<String>) browser.driver().executeScript(SEEN)) {
            if (text.contains("hotlineTricked")) {
                continue; // what other tests have people write, on the same node
            }
            String rest = ALLOWED.matcher(text).replaceAll("");
            if (Pattern.compile("[A-Za-z]{2,}").matcher(rest).find()) {
                left.add(screen + ": " + text);
            }
        }
        return left;
    }
}
