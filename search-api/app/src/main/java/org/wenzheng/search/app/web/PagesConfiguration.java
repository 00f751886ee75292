package org.wenzheng.search.app.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The built pages ({@code wenzheng.pages}, {@code classpath:/static/}). They are one application in the browser, so an address without a file of
 * its own is index.html; a missing file of the build is not found.
 */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {

    private final String pages;

    PagesConfiguration(@Value("${wenzheng.pages:classpath:/static/}") String pages) {
        this.pages = pages;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The build puts a hash of the content into these names.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(pages + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(pages)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new PageOrFile());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private static final class PageOrFile extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = super.getResource(path, location);
            return file != null || isFile(path) ? file : super.getResource("index.html", location);
        }

        private static boolean isFile(String path) {
            return path.startsWith("api/")
                    || path.startsWith("rtc/")
                    || path.startsWith("internal/")
                    || path.startsWith("actuator")
                    || path.substring(path.lastIndexOf('/') + 1).contains(".");
        }
    }
}
