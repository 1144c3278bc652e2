package org.hotline12345.platform.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.boot.autoconfigure.web.servlet.MultipartProperties;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.RequestContextFilter;

/**
 * One sign-in, one sign-out and one protection against forged requests for everything the product serves: our pages and
 * API, the engine's REST interface and Camunda's webapps.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    static final String LOGIN_PAGE = "/login";
    private static final String WEBAPP_LOGIN = "/camunda/api/admin/auth/user/*/login/*";
    private static final String WEBAPP_LOGOUT = "/camunda/api/admin/auth/user/*/logout";
    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(30);
    private static final String[] OPEN_PATHS =
            {LOGIN_PAGE, "/login.css", "/favicon.ico", "/actuator/health", "/actuator/health/**"};
    private static final String[] WEBAPP_PATHS = {"/camunda/api/*", "/camunda/app/*"};
    /** Answers about people and tickets, and the webapps' pages, which name whoever is signed in; not their scripts and pictures. */
    private static final Pattern DATA = Pattern.compile(
            "/(camunda/api/(?!.+/plugin/[^/]+/static/)|camunda/app/(admin|cockpit|tasklist|welcome)/[^/]+/?$|engine-rest/|api/|open311/)");
    private static final String NO_SCRIPT_CSP = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private final AuthenticationManager manager;
    private final IdentityService identityService;
    private final People people;
    private final CookieCsrfTokenRepository csrfCookie;
    private final ApplicationEventPublisher events;
    private final OutsideSignIn outside;

    WebSecurity(EngineLogin login, IdentityService identityService, People people, SecuritySettings settings,
            ApplicationEventPublisher events, OutsideSignIn outside) {
        ProviderManager checked = outside.configured() ? new ProviderManager(login, outside.provider()) : new ProviderManager(login);
        this.outside = outside;
        checked.setAuthenticationEventPublisher(SignInTrail.publishing(events));
        this.events = events;
        this.manager = checked;
        this.identityService = identityService;
        this.people = people;
        this.csrfCookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        this.csrfCookie.setCookieCustomizer(cookie ->
                cookie.path("/").secure(settings.secureCookies()).sameSite("Lax"));
    }

    /** Machines and scripts: HTTP Basic, or the session of somebody signed in. */
    @Bean
    @Order(1)
    SecurityFilterChain apiDoors(HttpSecurity http) throws Exception {
        http.securityMatcher(paths(null, "/api/**", "/engine-rest/**", "/open311/**", "/v3/api-docs/**"));
        common(http, this::answerAsProblem);
        http.addFilterAt(basic(), BasicAuthenticationFilter.class);
        http.csrf(csrf -> csrf.requireCsrfProtectionMatcher(request ->
                CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && !isHonestBasic(request)));
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NO_SCRIPT_CSP)));
        return http.build();
    }

    /** Camunda's webapps: they bring their own content security policy. */
    @Bean
    @Order(2)
    SecurityFilterChain webappDoors(HttpSecurity http, ProcessEngine engine) throws Exception {
        http.securityMatcher(paths(null, "/camunda/**"));
        common(http, this::answerWebapp);
        http.addFilterAt(webappLogin(engine), UsernamePasswordAuthenticationFilter.class);
        // Scripts and pictures may stay in the browser's cache.
        http.headers(headers -> headers.cacheControl(cache -> cache.disable()));
        return http.build();
    }

    /** Our own pages. */
    @Bean
    @Order(3)
    SecurityFilterChain pageDoors(HttpSecurity http) throws Exception {
        common(http, pageEntry());
        http.formLogin(form -> form.loginPage(LOGIN_PAGE)
                .successHandler(homeOfRole()).failureHandler(backToLogin()));
        if (outside.configured()) {
            http.oauth2Login(login -> login.loginPage(LOGIN_PAGE).clientRegistrationRepository(outside::registration)
                    .authorizedClientRepository(new NoTokensKept())
                    .successHandler(outside::open).failureHandler(outside::failed));
        }
        // Signing out is a form, and may lead on to the provider.
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                PAGE_CSP.replace("form-action 'self'", "form-action 'self' " + outside.origin()))));
        return http.build();
    }

    /** By the whole path: the engine's REST interface and the webapps are not Spring MVC's. */
    private static RequestMatcher paths(HttpMethod method, String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns).map(pattern -> (RequestMatcher)
                PathPatternRequestMatcher.withDefaults().matcher(method, pattern)).toList());
    }

    private void common(HttpSecurity http, AuthenticationEntryPoint entry) throws Exception {
        http.authenticationManager(manager);
        http.authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                .requestMatchers(paths(HttpMethod.GET, OPEN_PATHS)).permitAll()
                .anyRequest().access(new DoorKeeper()));
        // The one of the engine's REST interface comes after these doors; who signs in here is known by its request as well.
        http.addFilterBefore(new RequestContextFilter(), HeaderWriterFilter.class);
        http.addFilterBefore(new EngineIdentityFilter(identityService, people), AuthorizationFilter.class);
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfCookie).csrfTokenRequestHandler(new CsrfTokens()));
        http.logout(logout -> logout.logoutRequestMatcher(
                        paths(HttpMethod.POST, "/logout", WEBAPP_LOGOUT))
                .deleteCookies("JSESSIONID").logoutSuccessHandler(this::signedOut));
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(entry).accessDeniedHandler(closedPage()));
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setMatchingRequestParameterName(null);
        wanted.setRequestMatcher(request -> request.getMethod().equals("GET") && asksForPage(request));
        http.requestCache(cache -> cache.requestCache(wanted));
        http.headers(headers -> headers
                .httpStrictTransportSecurity(hsts -> hsts.maxAgeInSeconds(Duration.ofDays(365).toSeconds()))
                .addHeaderWriter(WebSecurity::keepDataOutOfCaches)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    /** Says so even where the engine has already said something weaker. */
    private static void keepDataOutOfCaches(HttpServletRequest request, HttpServletResponse response) {
        if (DATA.matcher(request.getRequestURI()).find()) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private BasicAuthenticationFilter basic() {
        return new BasicAuthenticationFilter(manager, this::answerAsProblem) {
            @Override
            protected void onSuccessfulAuthentication(
                    HttpServletRequest request, HttpServletResponse response, Authentication who) {
                request.setAttribute(EngineIdentityFilter.JUST_CHECKED, true);
                events.publishEvent(new SignInTrail.ProgramSignedIn(who));
            }
        };
    }

    /** The form that Tasklist, Cockpit and Admin show when a session ended: it opens the same session as ours. */
    private UsernamePasswordAuthenticationFilter webappLogin(ProcessEngine engine) {
        UsernamePasswordAuthenticationFilter login = new UsernamePasswordAuthenticationFilter(manager);
        login.setRequiresAuthenticationRequestMatcher(paths(HttpMethod.POST, WEBAPP_LOGIN));
        login.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        login.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrfCookie))));
        login.setApplicationEventPublisher(events);
        login.setAuthenticationFailureHandler(this::answerAsProblem);
        login.setAuthenticationSuccessHandler((request, response, who) -> {
            Set<String> apps = WebappIdentityFilter.appsOf(engine, who.getName(), EngineIdentityFilter.groupsOf(who));
            response.setContentType("application/json;charset=UTF-8");
            new com.fasterxml.jackson.databind.ObjectMapper().writeValue(response.getOutputStream(),
                    Map.of("userId", who.getName(), "authorizedApps", apps));
        });
        return login;
    }

    /**
     * Basic credentials of a program need no token. A browser that remembers such credentials sends them along with
     * other sites' requests too, and says so in headers no site can forge.
     */
    static boolean isHonestBasic(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null || sameHost(origin, request.getHeader("Host"));
    }

    private static boolean sameHost(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean asksForPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private void answerAsProblem(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException reason) throws IOException {
        if (reason instanceof TooManyAttempts tooMany) {
            response.setHeader("Retry-After", String.valueOf(tooMany.retryAfterSeconds()));
            Problem.of(429, "platform.tooManyAttempts",
                    "密码错误次数过多，请 " + tooMany.retryAfterSeconds() + " 秒后再试。").writeTo(response);
            return;
        }
        boolean browser = request.getHeader("Sec-Fetch-Mode") != null || request.getHeader("X-Requested-With") != null;
        if (!browser && !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/")) {
            // A browser would show its own password window and from then on sign in by itself.
            response.setHeader("WWW-Authenticate", "Basic realm=\"hotline-12345\", charset=\"UTF-8\"");
        }
        boolean tried = reason instanceof org.springframework.security.authentication.BadCredentialsException;
        Problem.of(401, tried ? "platform.wrongPassword" : "platform.notSignedIn",
                tried ? "账号或密码不正确。" : "请先登录。").writeTo(response);
    }

    private void answerWebapp(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException reason) throws IOException, jakarta.servlet.ServletException {
        if (request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/")) {
            answerAsProblem(request, response, reason);
        } else {
            pageEntry().commence(request, response, reason);
        }
    }

    private AuthenticationEntryPoint pageEntry() {
        LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint(LOGIN_PAGE);
        return (request, response, reason) -> {
            if (request.getMethod().equals("GET") && asksForPage(request)) {
                login.commence(request, response, reason);
            } else {
                Problem.of(401, "platform.notSignedIn", "请先登录。").writeTo(response);
            }
        };
    }

    private AccessDeniedHandler refused() {
        return (request, response, reason) -> {
            if (mustChoosePassword()) {
                Problem.of(403, "people.passwordToChange",
                        "这是一次性密码或密码已到更换期限，请先用浏览器登录，在“修改密码”页面设置自己的密码。").writeTo(response);
                return;
            }
            boolean forged = reason instanceof org.springframework.security.web.csrf.CsrfException;
            Problem problem = forged
                    ? Problem.of(403, "platform.forgedRequest", "请求缺少或带有失效的防伪令牌，请刷新页面后重试。")
                    : Problem.of(403, "platform.doorClosed", "您的角色不能进行这项操作。");
            problem.writeTo(response);
        };
    }

    private static boolean mustChoosePassword() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && EngineIdentityFilter.groupsOf(who).contains(Roles.PASSWORD_TO_CHANGE);
    }

    /** A person who opens a page of another role reads why not, instead of a problem detail. */
    private AccessDeniedHandler closedPage() {
        PageText closed = PageText.of("closed");
        return (request, response, reason) -> {
            if (!request.getMethod().equals("GET") || !asksForPage(request)) {
                refused().handle(request, response, reason);
                return;
            }
            if (mustChoosePassword()) {
                response.sendRedirect(request.getContextPath() + PasswordPage.PATH);
                return;
            }
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(closed.with("user", String.valueOf(request.getRemoteUser())).html());
        };
    }

    private AuthenticationSuccessHandler homeOfRole() {
        SavedRequestAwareAuthenticationSuccessHandler handler = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response, Authentication who) {
                return homeOf(EngineIdentityFilter.groupsOf(who));
            }
        };
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setMatchingRequestParameterName(null);
        handler.setRequestCache(wanted);
        return handler;
    }

    static String homeOf(List<String> groups) {
        if (groups.contains(Roles.PASSWORD_TO_CHANGE)) {
            return PasswordPage.PATH;
        }
        if (groups.contains(Roles.ADMIN)) {
            return "/camunda/app/welcome/default/";
        }
        if (groups.stream().anyMatch(Roles::worksTasks)) {
            return "/camunda/app/tasklist/default/";
        }
        if (groups.contains(Roles.AUDITOR)) {
            return SectionsPage.ADMIN + "#/audit";
        }
        return groups.contains(Roles.DESIGNER) ? DesignerPage.PATH : LOGIN_PAGE + "?role";
    }

    private AuthenticationFailureHandler backToLogin() {
        return (request, response, reason) -> response.sendRedirect(request.getContextPath() + LOGIN_PAGE
                + (reason instanceof TooManyAttempts ? "?wait" : "?error"));
    }

    private void signedOut(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        if (request.getRequestURI().endsWith("/logout") && request.getRequestURI().contains("/camunda/api/")) {
            response.setStatus(HttpServletResponse.SC_OK);
        } else {
            String goodbye = outside.goodbye(request, who).orElse(null);
            if (goodbye != null && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"))) {
                // A script cannot follow to another site; the page goes there itself.
                response.setContentType("application/json;charset=UTF-8");
                new com.fasterxml.jackson.databind.ObjectMapper().writeValue(response.getOutputStream(), Map.of("goodbye", goodbye));
            } else {
                response.sendRedirect(goodbye == null ? request.getContextPath() + LOGIN_PAGE + "?logout" : goodbye);
            }
        }
    }

    /** Malformed and disguised paths are the caller's mistake. */
    @Bean
    RequestRejectedHandler malformedPaths() {
        return new HttpStatusRequestRejectedHandler(400);
    }

    /**
     * Takes the name under which the webapps would register their own authentication filter, so that they leave it
     * out: they then know whoever is signed in here.
     */
    @Bean
    FilterRegistrationBean<WebappIdentityFilter> webappIdentity(ProcessEngine engine) {
        FilterRegistrationBean<WebappIdentityFilter> filter = new FilterRegistrationBean<>(new WebappIdentityFilter(engine));
        filter.setName("Authentication Filter");
        filter.addUrlPatterns(WEBAPP_PATHS);
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return filter;
    }

    @Bean
    FilterRegistrationBean<PageNonce> pageNonce() {
        FilterRegistrationBean<PageNonce> filter = new FilterRegistrationBean<>(new PageNonce());
        filter.addUrlPatterns("/camunda/app/*");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 98);
        return filter;
    }

    /**
     * Takes the name of the webapps' own protection against forged requests, which would demand a second token of its
     * own; the one scheme above covers them too.
     */
    @Bean
    FilterRegistrationBean<PassingFilter> webappCsrf() {
        FilterRegistrationBean<PassingFilter> filter = new FilterRegistrationBean<>(new PassingFilter());
        filter.setName("CsrfPreventionFilter");
        filter.addUrlPatterns(WEBAPP_PATHS);
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 99);
        return filter;
    }

    @Bean
    FilterRegistrationBean<StraightPaths> straightPaths() {
        FilterRegistrationBean<StraightPaths> filter = new FilterRegistrationBean<>(new StraightPaths());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BoundedUploads> boundedUploads(MultipartProperties multipart) {
        FilterRegistrationBean<BoundedUploads> filter = new FilterRegistrationBean<>(new BoundedUploads(multipart.getMaxRequestSize()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BoundedResults> boundedResults() {
        FilterRegistrationBean<BoundedResults> filter = new FilterRegistrationBean<>(new BoundedResults());
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/engine/*", "/camunda/api/cockpit/*");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 98);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessions(SecuritySettings settings) {
        return factory -> {
            Session session = new Session();
            session.setTimeout(SESSION_TIMEOUT);
            session.setTrackingModes(Set.of(org.springframework.boot.web.servlet.server.Session.SessionTrackingMode.COOKIE));
            session.getCookie().setHttpOnly(true);
            session.getCookie().setSecure(settings.secureCookies());
            session.getCookie().setSameSite(Cookie.SameSite.LAX);
            factory.setSession(session);
        };
    }
}
